import type { NoticeTexts } from '../../platform/notices/index.js';

/** What somebody has to look at. The names are stable: alarms are built on them. */
export type PaymentAlert =
  'mismatch' | 'unknown-checkout' | 'checkout-refused' | 'refund-failed' | 'dispute-opened' | 'dispute-lost';

/** A payment needs a look. */
export interface AlertNotice {
  readonly alert: PaymentAlert;
  readonly order: number | null;
}

/** What is told of payments, in a language. */
export type AlertTexts = NoticeTexts<AlertNotice>;
