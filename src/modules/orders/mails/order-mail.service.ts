import { Injectable } from '@nestjs/common';
import { Mailer } from '../../../integrations/mail/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { decimalOf } from '../../../platform/money/index.js';
import { noticeKind, Notices } from '../../../platform/notices/index.js';
import type { ReleaseReason } from '../release-reason.js';
import type { Order, OrderLine } from '../order.js';
import { amountDue, netOf } from '../orders.policy.js';
import { OrdersRepository } from '../orders.repository.js';
import type { RefundPart } from '../payment/payment-port.js';
import type { Money, Settlement } from '../payment/settlement.js';
import { orderCanceled } from './order-canceled.mail.js';
import type { OrderMailData } from './order-mail-data.js';
import type { OrderFacts, OrderNews } from './order-news.js';
import { orderPaid } from './order-paid.mail.js';
import { orderRefunded } from './order-refunded.mail.js';
import { paymentDeclined } from './payment-declined.mail.js';
import { paymentReturned } from './payment-returned.mail.js';
import { en } from './texts/en.js';
import { uk } from './texts/uk.js';

const WHY_CANCELED: Readonly<Record<Exclude<ReleaseReason, 'account-deleted'>, string>> = {
  'canceled-by-customer': 'You asked for it.',
  expired: 'It was not paid in time.',
  'nothing-left': 'Nothing of it can be bought any more.',
  'screening-canceled': 'The screening was canceled.',
};

const WHY_RETURNED: Readonly<Record<Exclude<Settlement, 'fulfilled'>, string>> = {
  'paid-already': 'The order was paid before.',
  'too-late': 'It arrived after the order was canceled, and what it was for is gone.',
  mismatch: 'It was not the amount that was due.',
};

const WAYS_BACK = {
  sent: 'It goes back the way it was paid. Banks take up to ten days to show it.',
  'handed-out': 'It was given back to you at the box office.',
  waiting: 'It waits for you at the box office, where you paid. Bring your tickets, or this mail.',
} as const;

/** As long as `order_messages.name`. */
const MAX_NAME = 60;

const orderChanged = noticeKind<OrderFacts>('order-changed', {
  label: 'What becomes of your orders',
  ...en,
  uk,
  mailed: 'as-it-happens',
  telegram: true,
});

/**
 * Tells customers what becomes of their orders, by mail and in the application: once each, inside the transaction that makes
 * it true.
 */
@Injectable()
export class OrderMailService {
  constructor(
    private readonly orders: OrdersRepository,
    private readonly mailer: Mailer,
    private readonly notices: Notices,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  async paid(order: Order): Promise<void> {
    const to = await this.addressee(order, 'paid', order.total);
    if (to === undefined) return;
    const paid = this.words(amountDue(order));
    const data = { ...this.dataOf(order, order.lines, order.total), paid, points: order.bonus };
    await this.mailer.send(orderPaid, { to, data });
  }

  async canceled(order: Order, reason: Exclude<ReleaseReason, 'account-deleted'>): Promise<void> {
    const to = await this.addressee(order, 'canceled', order.total);
    if (to === undefined) return;
    const data = { ...this.dataOf(order, order.lines, order.total), why: WHY_CANCELED[reason] };
    await this.mailer.send(orderCanceled, { to, data });
  }

  /**
   * @param lines what was taken back
   * @param parts what goes back for it
   * @param way how the money goes back
   */
  async refunded(
    order: Order,
    lines: readonly OrderLine[],
    parts: readonly RefundPart[],
    way: keyof typeof WAYS_BACK,
  ): Promise<void> {
    const ids = lines.map(({ id }) => id);
    const amount = parts.reduce((sum, part) => sum + part.amount, 0);
    const points = parts.reduce((sum, part) => sum + part.points, 0);
    const to = await this.addressee(order, 'refunded', amount, ids.join(','));
    if (to === undefined) return;
    const ways = [
      ...(amount > 0 || points === 0 ? [WAYS_BACK[way]] : []),
      ...(points > 0 ? [`${points} bonus points are yours again.`] : []),
    ];
    const data = { ...this.dataOf(order, lines, amount), way: ways.join(' ') };
    await this.mailer.send(orderRefunded, { to, data });
  }

  async declined(order: Order, advice: string, attempt: string): Promise<void> {
    const to = await this.addressee(order, 'declined', amountDue(order), attempt);
    if (to === undefined) return;
    const until = order.expiresAt.toISOString();
    const data = { ...this.dataOf(order, order.lines, amountDue(order)), advice, until };
    await this.mailer.send(paymentDeclined, { to, data });
  }

  async givenBack(
    order: Order,
    { amount }: Money,
    why: Exclude<Settlement, 'fulfilled'>,
    payment: string,
  ): Promise<void> {
    const to = await this.addressee(order, 'returned', amount, payment);
    if (to === undefined) return;
    const data = {
      order_id: order.id,
      amount: this.words(amount),
      why: WHY_RETURNED[why],
      link: this.linkTo(order),
    };
    await this.mailer.send(paymentReturned, { to, data });
  }

  /**
   * Whom to write to; undefined where there is nobody, or they have been told.
   * @param which sets news of the same kind apart
   */
  private async addressee(
    order: Order,
    news: OrderNews,
    amount: number,
    which = '',
  ): Promise<string | undefined> {
    const email = order.userId === null ? order.customerEmail : await this.orders.emailOf(order.userId);
    if (email === null || email === undefined) return undefined;
    if (!(await this.orders.tellOnce(order.id, `${news} ${which}`.trim().slice(0, MAX_NAME))))
      return undefined;
    if (order.userId === null) return email;
    await this.notices.tell(orderChanged, {
      to: order.userId,
      by: null,
      subject: `order:${order.id}`,
      link: `/orders/${order.id}`,
      facts: { order: order.id, news, amount: this.words(amount) },
    });
    return email;
  }

  private dataOf(order: Order, lines: readonly OrderLine[], total: number): OrderMailData {
    return {
      order_id: order.id,
      lines: lines.map((line) => ({
        title: line.quantity === 1 ? line.title : `${line.title} × ${line.quantity}`,
        amount: this.words(netOf(line)),
      })),
      total: this.words(total),
      link: this.linkTo(order),
    };
  }

  private words(amount: number): string {
    return `${decimalOf(amount)} ${this.settings.currency.toUpperCase()}`;
  }

  private linkTo({ id }: Order): string {
    return `${this.settings.http.publicUrl}/app/orders/${id}`;
  }
}
