import { mailTemplate } from '../../../integrations/mail/index.js';
import { EXAMPLE, LINES_HTML, LINES_TEXT, type OrderMailData } from './order-mail-data.js';

/** Confirms an order; `paid` is what was paid with money, `points` how many points paid the rest. */
export const orderPaid = mailTemplate<OrderMailData & { paid: string; points: number }>('order-paid', {
  subject: 'Your order {{order_id}} is paid',
  preheader: 'Thank you. What you bought is yours.',
  reason: 'you bought something from us',
  html: `<p>Thank you. Your order <strong>{{order_id}}</strong> is paid.</p>
${LINES_HTML}
<p><strong>Total:</strong> {{total}}<br>{{#if points}}<strong>Paid with bonus points:</strong> {{points}}<br>{{/if}}<strong>Paid:</strong> {{paid}}</p>
{{> button href=link label="See the order"}}`,
  text: `Thank you. Your order {{order_id}} is paid.

${LINES_TEXT}
Total: {{total}}
{{#if points}}Paid with bonus points: {{points}}
{{/if}}Paid: {{paid}}

See the order:

{{web link}}`,
  example: { ...EXAMPLE, paid: EXAMPLE.total, points: 0 },
});
