import { Injectable } from '@nestjs/common';
import {
  bookmarksOf,
  type Page,
  parseSort,
  requireSpan,
  type SortColumn,
  toPage,
  windowOf,
} from '../../../platform/lists/index.js';
import type { AuditEntryResponse, AuditLogQuery } from './audit-entry.dto.js';
import { toAuditEntryResponse } from './audit-entry.mapper.js';
import { AuditLogRepository } from './audit-log.repository.js';

const SORT_COLUMNS: Readonly<Record<string, SortColumn>> = {
  created_at: { sql: 'a.created_at', type: 'timestamptz' },
};

/** Looking through what was changed. */
@Injectable()
export class AuditLogService {
  constructor(private readonly entries: AuditLogRepository) {}

  /**
   * The newest first, unless the query says otherwise.
   * @throws InvalidFieldsError
   */
  async list(query: AuditLogQuery, url: string): Promise<Page<AuditEntryResponse>> {
    requireSpan('', query.from, query.to);
    const order = parseSort(query.sort ?? '-created_at', SORT_COLUMNS);
    const filter = {
      actorIds: query.actor_id,
      actions: query.action,
      targets: query.target,
      from: query.from,
      before: query.to,
    };
    const total = await this.entries.count(filter);
    const rows = await this.entries.page(filter, (parameters) =>
      windowOf(query, order, 'a.id', total, parameters),
    );
    const bookmarks = bookmarksOf(order, rows[0]?.keys, rows.at(-1)?.keys);
    return toPage(rows.map(toAuditEntryResponse), query, total, url, bookmarks);
  }
}
