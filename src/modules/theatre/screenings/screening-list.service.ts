import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import {
  type Page,
  type PageWindow,
  requireSpan,
  type SqlParameters,
  walk,
  type WalkOrder,
} from '../../../platform/lists/index.js';
import { CatalogueRevision } from '../../catalogue/index.js';
import type { ScreeningResponse } from './screening.dto.js';
import { type ScreeningFilter, screeningFilter } from './screening-filter.js';
import type { ScreeningListQuery } from './screening-list.dto.js';
import { screeningEtag, toScreeningResponse } from './screening.mapper.js';
import { ScreeningRowsRepository } from './screening-rows.repository.js';

/** How long a total is kept while the programme stays as it is and time goes by. */
const TOTAL_MS = 1_000;
/** The same where it depends on all seats that are taken. */
const AVAILABLE_TOTAL_MS = 10_000;

const ORDER: WalkOrder = {
  columns: {
    starts_at: { sql: 's.starts_at', type: 'timestamptz' },
    base_price: { sql: 's.base_price', type: 'numeric' },
    id: { sql: 's.id', type: 'integer' },
  },
  idSql: 's.id',
};

/** Screenings for those who look for one. */
@Injectable()
export class ScreeningListService {
  constructor(
    private readonly rows: ScreeningRowsRepository,
    private readonly revision: CatalogueRevision,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * The earliest first, unless the query says otherwise.
   * @throws InvalidFieldsError
   */
  async list(query: ScreeningListQuery, url: string): Promise<Page<ScreeningResponse>> {
    requireSpan('', query.from, query.to);
    const now = this.clock.now();
    const rows = {
      count: (filter: ScreeningFilter) => this.total(filter, now),
      page: (filter: ScreeningFilter, windowOf: (parameters: SqlParameters) => PageWindow) =>
        this.rows.page(filter, now, windowOf),
    };
    const sorted = { ...query, sort: query.sort ?? 'starts_at' };
    return walk(rows, ORDER, { filter: screeningFilter(query), query: sorted, url }, (row) =>
      toScreeningResponse(row, this.settings.currency, now),
    );
  }

  /** @throws NotFoundError */
  async get(id: number): Promise<{ screening: ScreeningResponse; etag: string }> {
    const now = this.clock.now();
    const row = await this.rows.find(id, now);
    if (!row) throw new NotFoundError('screening', id);
    const screening = toScreeningResponse(row, this.settings.currency, now);
    return { screening, etag: screeningEtag(row, screening) };
  }

  /** Counted once for all who ask within a time, and anew as soon as the programme is changed. */
  private total(filter: ScreeningFilter, now: Date): Promise<number> {
    const kept = filter.available === undefined ? TOTAL_MS : AVAILABLE_TOTAL_MS;
    const when = Math.floor(now.getTime() / kept);
    return this.revision.derive(`screenings ${when} ${JSON.stringify(filter)}`, () =>
      this.rows.count(filter, now),
    );
  }
}
