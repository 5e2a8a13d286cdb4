import type { RefundState } from '../../../integrations/stripe/index.js';
import type { RefundStatus } from '../payment.js';

const REFUND_STATUSES: Readonly<Record<RefundState['status'], RefundStatus>> = {
  pending: 'pending',
  requires_action: 'pending',
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'failed',
};

/** How a refund stands, in our words. */
export function refundStatusOf({ status }: Pick<RefundState, 'status'>): RefundStatus {
  return REFUND_STATUSES[status];
}

/** Money that seemed to have gone back may return from the bank; it never goes the other way. */
const RANK: Readonly<Record<RefundStatus, number>> = { pending: 0, succeeded: 1, failed: 2 };

/**
 * Whether what the gateway says of a refund is news: answers may be overtaken by later ones.
 * @param isKnownThere whether the gateway has told of it before; what we gave up on our own may be there after all
 */
export function isNews(known: RefundStatus, told: RefundStatus, isKnownThere: boolean): boolean {
  if (known === 'failed' && !isKnownThere) return told !== 'failed';
  return RANK[told] > RANK[known];
}

/** How a dispute stands, in our words. */
export type DisputeStatus = 'open' | 'won' | 'lost';

/** An inquiry that was closed, and a dispute that was prevented, took no money. */
const WON = new Set(['won', 'warning_closed', 'prevented']);

export function disputeStatusOf(word: string): DisputeStatus {
  if (word === 'lost') return 'lost';
  return WON.has(word) ? 'won' : 'open';
}
