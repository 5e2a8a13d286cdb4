import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { InvalidFieldsError } from '../../../platform/errors/index.js';
import { daysAfter, localDateOf } from '../../theatre/index.js';
import { FiguresSnapshot } from '../figures/figures-snapshot.js';
import { signedDecimal } from '../formats/words.js';
import { periodProblems } from '../reports/report-period.policy.js';
import { ReportScopesRepository } from '../reports/report-scopes.repository.js';
import type { SalesQuery, SalesResponse, SalesTotalsResponse } from './sales.dto.js';
import { SalesRepository, type SalesRow } from './sales.repository.js';

const DEFAULT_DAYS = 30;
const MAX_GROUPS = 1_100;

/** Totals for screens and charts. */
@Injectable()
export class SalesService {
  constructor(
    private readonly sales: SalesRepository,
    private readonly scopes: ReportScopesRepository,
    private readonly snapshot: FiguresSnapshot,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** @throws InvalidFieldsError */
  async totals({ from, to, group_by, cinema_id }: SalesQuery): Promise<SalesResponse> {
    const cinema = cinema_id === undefined ? undefined : await this.scopes.findCinema(cinema_id);
    const last = to ?? localDateOf(this.clock.now(), cinema?.timeZone ?? 'UTC');
    const first = from ?? daysAfter(last, -DEFAULT_DAYS);
    const problems = periodProblems({ from: first, to: last });
    if (cinema_id !== undefined && !cinema) problems.push({ field: 'cinema_id', message: 'is no cinema' });
    if (problems.length > 0) throw new InvalidFieldsError(problems);
    const scope = { from: first, to: last, cinemaId: cinema_id ?? null };
    const rows = await this.snapshot.read(() => this.sales.totals(scope, group_by, MAX_GROUPS));
    const total = rows.find(({ isTotal }) => isTotal);
    return {
      group_by,
      from: first,
      to: last,
      currency: this.settings.currency,
      total: toTotals(total ?? { orders: 0, quantity: 0, gross: 0, refunded: 0 }),
      items: rows
        .filter(({ isTotal }) => !isTotal)
        .map((row) => ({ key: row.key, label: row.label ?? '', ...toTotals(row) })),
    };
  }
}

function toTotals(row: Pick<SalesRow, 'orders' | 'quantity' | 'gross' | 'refunded'>): SalesTotalsResponse {
  const { orders, quantity, gross, refunded } = row;
  return {
    orders,
    quantity,
    gross: signedDecimal(gross),
    refunded: signedDecimal(refunded),
    net: signedDecimal(gross - refunded),
  };
}
