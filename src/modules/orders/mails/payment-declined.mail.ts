import { mailTemplate } from '../../../integrations/mail/index.js';
import { EXAMPLE, LINES_HTML, LINES_TEXT, type OrderMailData } from './order-mail-data.js';

/** Says that a payment was declined; `advice` is what to try next, `until` in ISO 8601. */
export const paymentDeclined = mailTemplate<OrderMailData & { advice: string; until: string }>(
  'payment-declined',
  {
    subject: 'Your payment for order {{order_id}} was declined',
    preheader: '{{advice}}',
    reason: 'you tried to pay for an order',
    html: `<p>Your payment of <strong>{{total}}</strong> for order <strong>{{order_id}}</strong> was declined. You paid nothing.</p>
<p><strong>What to try next:</strong> {{advice}}</p>
${LINES_HTML}
<p>We keep the order for you until {{moment until}}.</p>
{{> button href=link label="Try again"}}`,
    text: `Your payment of {{total}} for order {{order_id}} was declined. You paid nothing.

What to try next: {{advice}}

${LINES_TEXT}
We keep the order for you until {{moment until}}. Try again:

{{web link}}`,
    example: { ...EXAMPLE, advice: 'Try another card, or ask your bank.', until: '2026-03-02T09:15:00.000Z' },
  },
);
