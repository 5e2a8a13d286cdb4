/**
 * Loyalty: promo codes and bonus points. Orders know both as price adjustments only.
 * Invariants: a code is used as often as is counted, and no more often than its limits say; a balance of points is what its
 * ledger adds up to, and never negative; orders were paid with the points that were taken for them.
 */
export { LoyaltyModule } from './loyalty.module.js';
