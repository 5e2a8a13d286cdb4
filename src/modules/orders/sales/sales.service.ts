import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { requireSpan } from '../../../platform/lists/index.js';
import { decimalOf } from '../../../platform/money/index.js';
import type { SalesQuery, SalesResponse, SalesTotalsResponse } from './sales.dto.js';
import { SalesRepository, type SalesRow } from './sales.repository.js';

const DEFAULT_SPAN_MS = 30 * 86_400_000;
const MAX_GROUPS = 1_000;

/** Totals for screens and charts. */
@Injectable()
export class SalesService {
  constructor(
    private readonly sales: SalesRepository,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** @throws InvalidFieldsError */
  async totals({ from, to, group_by }: SalesQuery): Promise<SalesResponse> {
    const before = to ?? this.clock.now();
    const start = from ?? new Date(before.getTime() - DEFAULT_SPAN_MS);
    requireSpan('', start, before);
    const rows = await this.sales.totals(start, before, group_by, MAX_GROUPS);
    const total = rows.find(({ isTotal }) => isTotal);
    return {
      group_by,
      from: start.toISOString(),
      to: before.toISOString(),
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
    gross: decimalOf(gross),
    refunded: decimalOf(refunded),
    net: decimalOf(gross - refunded),
  };
}
