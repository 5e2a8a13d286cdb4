import { mailTemplate } from '../../../integrations/mail/index.js';
import { EXAMPLE, LINES_HTML, LINES_TEXT, type OrderMailData } from './order-mail-data.js';

/** Says that lines of an order were given back; `lines` are those, `total` what goes back, `way` a sentence on how. */
export const orderRefunded = mailTemplate<OrderMailData & { way: string }>('order-refunded', {
  subject: 'A refund for your order {{order_id}}',
  preheader: 'You get {{total}} back.',
  reason: 'an order of yours was refunded',
  html: `<p>From your order <strong>{{order_id}}</strong> we took back:</p>
${LINES_HTML}
<p>You get <strong>{{total}}</strong> back. {{way}}</p>
{{> button href=link label="See the order"}}`,
  text: `From your order {{order_id}} we took back:

${LINES_TEXT}
You get {{total}} back. {{way}}

See the order:

{{web link}}`,
  example: { ...EXAMPLE, way: 'It goes back the way it was paid. Banks take up to ten days to show it.' },
});
