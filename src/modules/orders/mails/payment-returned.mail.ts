import { mailTemplate } from '../../../integrations/mail/index.js';

/** What is known about money that could not be used; `why` is a sentence. */
interface PaymentReturned {
  order_id: number;
  amount: string;
  why: string;
  link: string;
}

/** Says that a payment arrived and goes back as a whole. */
export const paymentReturned = mailTemplate<PaymentReturned>('payment-returned', {
  subject: 'We are sending back {{amount}}',
  preheader: 'A payment for your order {{order_id}} could not be used.',
  reason: 'you paid for an order',
  html: `<p>Your payment of <strong>{{amount}}</strong> for order <strong>{{order_id}}</strong> could not be used. {{why}}</p>
<p>All of it goes back the way it was paid; there is nothing for you to do. Banks take up to ten days to show it.</p>
{{> button href=link label="See the order"}}`,
  text: `Your payment of {{amount}} for order {{order_id}} could not be used. {{why}}

All of it goes back the way it was paid; there is nothing for you to do. Banks take up to ten days to show it.

See the order:

{{web link}}`,
  example: {
    order_id: 1042,
    amount: '17.98 USD',
    why: 'It arrived after the order was canceled.',
    link: 'https://cinema.example/app/orders/1042',
  },
});
