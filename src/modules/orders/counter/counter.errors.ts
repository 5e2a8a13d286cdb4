import { DomainError, problemType } from '../../../platform/errors/index.js';
import type { Exclusion } from '../order.js';

export const notAllForSale = problemType('not-all-for-sale', {
  kind: 'conflict',
  title: 'Not all of it can be sold',
  explanation:
    'A sale at the counter is all of what was asked for, or nothing. `excluded` names each thing that cannot be sold, with the reason. Leave it out, and send the sale again.',
  example: 'Not all of it can be sold: Heat (1995), Hall 1, row B seat 4 (not-on-sale).',
});

export const notSoldAtCounter = problemType('not-sold-at-counter', {
  kind: 'conflict',
  title: 'The order was not sold at the counter',
  explanation:
    'Only what was paid at the counter is given back there. What was ordered online is refunded by its buyer (`POST /orders/{id}/refund`) or by a moderator, and its money goes back the way it was paid.',
  example: 'Order 1042 was ordered online, and its money goes back the same way.',
});

export const paidOtherwise = problemType('paid-otherwise', {
  kind: 'conflict',
  title: 'It was paid in another way',
  explanation:
    'Money goes back the way it came: what was paid in cash in cash, what was paid by card to the card, at the terminal. `paid_by` says which it was. Leave `method` out.',
  example: 'The order was paid by card, and is given back the same way.',
});

export const nothingWaits = problemType('nothing-waits', {
  kind: 'conflict',
  title: 'Nothing waits to be handed out',
  explanation:
    'No money of the order waits at the box office: nothing of it was given back elsewhere, or it was handed out already. To take something back now, refund it: `POST /box-office/sales/{order_id}/refund`.',
  example: 'No money of order 1042 waits to be handed out.',
});

/** Something of a sale is excluded. */
export class NotAllForSaleError extends DomainError {
  constructor(excluded: readonly Exclusion[]) {
    const why = excluded.map(({ title, reason }) => `${title} (${reason})`).join(', ');
    super(notAllForSale, `Not all of it can be sold: ${why || 'nothing was named'}.`, { excluded });
  }
}

/** The order was made online. */
export class NotSoldAtCounterError extends DomainError {
  constructor(id: number) {
    super(notSoldAtCounter, `Order ${id} was ordered online, and its money goes back the same way.`);
  }
}

/** The money did not come the way that it is to go back. */
export class PaidOtherwiseError extends DomainError {
  constructor(paidBy: string) {
    const how = paidBy === 'cash' ? 'in cash' : 'by card';
    super(paidOtherwise, `The order was paid ${how}, and is given back the same way.`, { paid_by: paidBy });
  }
}

/** No money of an order waits at the counter. */
export class NothingWaitsError extends DomainError {
  constructor(id: number) {
    super(nothingWaits, `No money of order ${id} waits to be handed out.`);
  }
}
