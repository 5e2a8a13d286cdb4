import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { InvalidFieldsError } from '../../../platform/errors/index.js';
import { walk, type WalkOrder } from '../../../platform/lists/index.js';
import type { EntryFilter } from './payment-entry.js';
import type { DistributorPaymentPage, PaymentListQuery } from './payment.dto.js';
import { toPaymentResponse, toTotals } from './payment.mapper.js';
import { PaymentHistoryRepository } from './payment-history.repository.js';

const ORDER: WalkOrder = {
  columns: {
    date: { sql: `to_char(coalesce(p.due_on, p.paid_on), 'YYYY-MM-DD')`, type: 'text' },
    created_at: { sql: 'p.created_at', type: 'timestamptz' },
    amount: { sql: 'p.amount', type: 'numeric' },
  },
  idSql: 'p.id',
};

/** What is due to distributors and what was paid, for those who look through it. */
@Injectable()
export class PaymentListService {
  constructor(
    private readonly history: PaymentHistoryRepository,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** The latest day first unless the query says otherwise. @throws InvalidFieldsError */
  async list(query: PaymentListQuery, url: string): Promise<DistributorPaymentPage> {
    const { distributor_id: distributorId, contract_id: contractId, kind, status, from, to, overdue } = query;
    if (from !== undefined && to !== undefined && from > to)
      throw new InvalidFieldsError([{ field: 'from', message: 'must not be later than to' }]);
    const overdueOn = overdue ? this.clock.now().toISOString().slice(0, 10) : undefined;
    const filter: EntryFilter = { distributorId, contractId, kind, status, from, to, overdueOn };
    const sorted = { ...query, sort: query.sort ?? '-date' };
    return {
      ...(await walk(this.history, ORDER, { filter, query: sorted, url }, toPaymentResponse)),
      totals: toTotals(await this.history.totals(filter)),
      currency: this.settings.currency,
    };
  }
}
