import { Injectable } from '@nestjs/common';
import { type Page, requireSpan, walk, type WalkOrder } from '../../../platform/lists/index.js';
import type { AuditEntryResponse, AuditLogQuery } from './audit-entry.dto.js';
import { toAuditEntryResponse } from './audit-entry.mapper.js';
import { AuditLogRepository } from './audit-log.repository.js';

const ORDER: WalkOrder = {
  columns: {
    created_at: { sql: 'a.created_at', type: 'timestamptz' },
  },
  idSql: 'a.id',
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
    const filter = {
      actorIds: query.actor_id,
      actions: query.action,
      targets: query.target,
      from: query.from,
      before: query.to,
    };
    return walk(this.entries, ORDER, { filter, query, url }, toAuditEntryResponse);
  }
}
