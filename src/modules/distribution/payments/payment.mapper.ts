import { moneyOf } from '../amounts.js';
import type { EntryTotals, PaymentEntry } from './payment-entry.js';
import type { DistributorPaymentResponse, PaymentTotalsResponse } from './payment.dto.js';

/** What is due or was paid as it goes out. */
export function toPaymentResponse(entry: PaymentEntry): DistributorPaymentResponse {
  const { kind, distributor, movie } = entry;
  return {
    id: entry.id,
    kind,
    status: kind === 'due' && entry.settlementId === null ? 'open' : 'final',
    contract_id: entry.contractId,
    distributor: { ...distributor },
    movie: { ...movie },
    week: entry.week,
    settlement_id: entry.settlementId,
    amount: moneyOf(entry.amount),
    unpaid: kind === 'due' ? moneyOf(entry.left) : null,
    currency: entry.currency,
    due_on: entry.dueOn,
    paid_on: entry.paidOn,
    method: entry.method,
    reference: entry.reference,
    note: entry.note,
    reverses_id: entry.reversesId,
    reversed_by_id: entry.reversedById,
    created_at: entry.createdAt.toISOString(),
    created_by: entry.createdBy,
  };
}

export function toTotals({ due, paid }: EntryTotals): PaymentTotalsResponse {
  return { due: moneyOf(due), paid: moneyOf(paid), balance: moneyOf(due - paid) };
}
