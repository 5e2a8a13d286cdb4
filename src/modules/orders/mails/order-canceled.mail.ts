import { mailTemplate } from '../../../integrations/mail/index.js';
import { EXAMPLE, LINES_HTML, LINES_TEXT, type OrderMailData } from './order-mail-data.js';

/** Says that an order ended without payment; `why` is a sentence. */
export const orderCanceled = mailTemplate<OrderMailData & { why: string }>('order-canceled', {
  subject: 'Your order {{order_id}} was canceled',
  preheader: '{{why}}',
  reason: 'you ordered something from us',
  html: `<p>Your order <strong>{{order_id}}</strong> was canceled. {{why}}</p>
${LINES_HTML}
<p>You paid nothing. Films that can still be bought are back in your cart.</p>
{{> button href=link label="See the order"}}`,
  text: `Your order {{order_id}} was canceled. {{why}}

${LINES_TEXT}
You paid nothing. Films that can still be bought are back in your cart.

See the order:

{{web link}}`,
  example: { ...EXAMPLE, why: 'It was not paid in time.' },
});
