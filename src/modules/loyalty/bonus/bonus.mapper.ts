import type { BonusTransaction } from './bonus.js';
import type { BonusResponse, BonusTransactionResponse } from './bonus.dto.js';
import type { BonusState } from './bonus-statement.repository.js';

/** What somebody has, as they see it. */
export function toBonusResponse({ balance, debt, expiring }: BonusState): BonusResponse {
  return {
    balance,
    expiring: expiring.map(({ points, at }) => ({ points, at: new Date(at).toISOString() })),
    debt,
  };
}

export function toBonusTransactionResponse(transaction: BonusTransaction): BonusTransactionResponse {
  const { id, points, reason, orderId, expiresAt, note, createdAt } = transaction;
  return {
    id,
    points,
    reason,
    ...(orderId === null ? {} : { order_id: orderId }),
    ...(expiresAt === null ? {} : { expires_at: expiresAt.toISOString() }),
    ...(note === null ? {} : { note }),
    created_at: createdAt.toISOString(),
  };
}
