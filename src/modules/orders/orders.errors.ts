import { DomainError, problemType } from '../../platform/errors/index.js';
import { decimalOf } from '../../platform/money/index.js';
import type { Refusal } from './lines/order-line-kind.js';
import type { Exclusion, Order } from './order.js';
import { shownStatus } from './orders.policy.js';

export const cartEmpty = problemType('cart-empty', {
  kind: 'malformed',
  title: 'There is nothing to order',
  explanation: 'The cart is empty, and nothing else was named. Put a film into the cart first.',
  example: 'Your cart is empty.',
});

export const nothingToBuy = problemType('nothing-to-buy', {
  kind: 'conflict',
  title: 'Nothing of it can be bought',
  explanation:
    'Everything that was asked for had to be left out. `excluded` names each thing with the reason; where the reason is an open order of yours, `order_id` says which: pay that one, or cancel it.',
  example: 'Nothing of it can be bought: Heat (1995) is in order 1041, which waits for its payment.',
});

export const orderNotOpen = problemType('order-not-open', {
  kind: 'conflict',
  title: 'The order does not wait for a payment',
  explanation:
    'Only an order that is `pending` can be paid or canceled. One that is paid can be refunded: `POST /orders/{id}/refund`. One that is canceled stays so; order again.',
  example: 'The order is paid. To give it back, ask for a refund: POST /orders/1042/refund.',
});

export const orderExpired = problemType('order-expired', {
  kind: 'conflict',
  title: 'The order has waited for its payment for too long',
  explanation: 'Its time is over and it is about to be canceled; its films go back to the cart. Order again.',
  example: 'The order waited for its payment until 2026-11-21T09:45:00.000Z. Order again.',
});

export const priceChanged = problemType('price-changed', {
  kind: 'conflict',
  title: 'The total is another one by now',
  explanation:
    'Since the order was made a price was changed, or something of it cannot be bought any more. `total_amount` is the new total, `excluded` names what falls out. To go on, send the checkout again with `accept_total`.',
  example: 'The order comes to 8.99 now instead of 9.99. Send accept_total to go on.',
});

export const orderNotPaid = problemType('order-not-paid', {
  kind: 'conflict',
  title: 'The order is not paid',
  explanation: 'Only what was paid can be given back. An order that waits for its payment can be canceled.',
  example: 'The order is pending. To give it up, cancel it: POST /orders/1042/cancel.',
});

export const alreadyRefunded = problemType('already-refunded', {
  kind: 'conflict',
  title: 'It was given back already',
  explanation:
    'All of it, or one of the lines that were named, was refunded before. `GET /orders/{id}` shows what is left.',
  example: 'Line 2041 was refunded already.',
});

export const refundRefused = problemType('refund-refused', {
  kind: 'conflict',
  title: 'It cannot be given back any more',
  explanation:
    'Our refund policy does not allow it: `refused` names each line with the reason. Nothing was refunded. Leave those lines out, or ask a moderator.',
  example: 'Heat (1995): films can be given back for 14 days after they were bought.',
});

/** There is nothing in the cart, and nothing else was asked for. */
export class CartEmptyError extends DomainError {
  constructor() {
    super(cartEmpty, cartEmpty.example);
  }
}

/** Everything that was asked for is excluded. */
export class NothingToBuyError extends DomainError {
  constructor(excluded: readonly Exclusion[]) {
    const why = excluded.map(({ title, reason }) => `${title} (${reason})`).join(', ');
    const orderId = excluded.find((exclusion) => exclusion.order_id !== undefined)?.order_id;
    super(nothingToBuy, `Nothing of it can be bought: ${why}.`, {
      excluded,
      ...(orderId === undefined ? {} : { order_id: orderId }),
    });
  }
}

/** The order is paid or canceled. */
export class OrderNotOpenError extends DomainError {
  constructor({ id, status }: Pick<Order, 'id' | 'status'>) {
    const hint =
      status === 'paid'
        ? ` To give it back, ask for a refund: POST /orders/${id}/refund.`
        : ' It stays so; order again.';
    super(orderNotOpen, `The order is ${shownStatus(status)}.${hint}`, { status: shownStatus(status) });
  }
}

/** The time to pay is over. */
export class OrderExpiredError extends DomainError {
  constructor({ expiresAt }: Pick<Order, 'expiresAt'>) {
    super(orderExpired, `The order waited for its payment until ${expiresAt.toISOString()}. Order again.`);
  }
}

/** The order comes to another total than the customer agreed to. Amounts in minor units. */
export class PriceChangedError extends DomainError {
  constructor(former: number, total: number, currency: string, excluded: readonly Exclusion[]) {
    super(
      priceChanged,
      `The order comes to ${decimalOf(total)} now instead of ${decimalOf(former)}. Send accept_total to go on.`,
      { total_amount: decimalOf(total), currency, excluded },
    );
  }
}

/** Nothing was paid that could be given back. */
export class OrderNotPaidError extends DomainError {
  constructor({ id, status }: Pick<Order, 'id' | 'status'>) {
    const hint = status === 'pending' ? ` To give it up, cancel it: POST /orders/${id}/cancel.` : '';
    super(orderNotPaid, `The order is ${status}.${hint}`, { status: shownStatus(status) });
  }
}

/** What was named was given back before. */
export class AlreadyRefundedError extends DomainError {
  constructor(lineIds: readonly number[]) {
    const what =
      lineIds.length === 0 ? 'The order was' : lineIds.length === 1 ? 'A line was' : 'Some of the lines were';
    super(alreadyRefunded, `${what} refunded already.`, lineIds.length === 0 ? {} : { lines: lineIds });
  }
}

/** The refund policy of a kind of thing says no. */
export class RefundRefusedError extends DomainError {
  constructor(order: Order, refusals: readonly Refusal[]) {
    const titleOf = (lineId: number): string => order.lines.find(({ id }) => id === lineId)?.title ?? '';
    super(
      refundRefused,
      refusals.map(({ lineId, reason }) => `${titleOf(lineId)}: ${reason}`).join('; ') + '.',
      {
        refused: refusals.map(({ lineId, reason }) => ({ line: lineId, title: titleOf(lineId), reason })),
      },
    );
  }
}
