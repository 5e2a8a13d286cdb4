import type { AlertTexts } from '../alert-facts.js';

const ALERTS = {
  mismatch: 'Money arrived that is not what the order comes to. It goes back',
  'unknown-checkout': 'Money arrived on a page that we did not open, as far as the books know',
  'checkout-refused': 'The gateway refuses to open or close a page to pay on',
  'refund-failed': 'Money that should go back does not',
  'dispute-opened': 'A customer disputes a payment at their bank: answer it in the dashboard of the gateway',
  'dispute-lost':
    'A disputed payment was decided for the customer. The money is gone, and what it paid was taken back',
} as const;

export const en: AlertTexts = {
  title: (_who, { order }) =>
    order === null ? 'A payment needs a look' : `The payment of order ${order} needs a look`,
  body: ({ alert }) => `${ALERTS[alert]}.`,
};
