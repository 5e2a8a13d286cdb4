import type { PromoRefusal } from './promo-terms.policy.js';

/** What is said of a code that there is not. */
export const UNKNOWN: PromoRefusal = { reason: 'unknown-code', message: 'There is no such code.' };

/** What is said where so little is due that nothing can be taken off it. */
export const NOTHING_OFF: PromoRefusal = {
  reason: 'nothing-to-take-off',
  message: 'It would take off nothing: what is left to pay would be less than can be paid.',
};
