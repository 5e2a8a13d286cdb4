import { DomainError, NotFoundError, problemType } from '../../platform/errors/index.js';
import { MAX_CART_ITEMS } from './cart.policy.js';
import type { MovieOffer } from './offers/movie-offers.js';

export const alreadyInCart = problemType('already-in-cart', {
  kind: 'conflict',
  title: 'The film is in your cart already',
  explanation: 'A film is bought once, so a cart holds it once. Nothing was changed.',
  example: '"Heat" is in your cart already.',
});

export const cartFull = problemType('cart-full', {
  kind: 'conflict',
  title: 'The cart is full',
  explanation: `A cart holds ${MAX_CART_ITEMS} films at most. Order what is in it, or take something out first.`,
  example: `Your cart holds ${MAX_CART_ITEMS} films, and no more.`,
});

export const alreadyPurchased = problemType('already-purchased', {
  kind: 'conflict',
  title: 'You own the film already',
  explanation: 'A film is bought once and then yours. It is in your library: `GET /purchases`.',
  example: 'You have bought "Heat" already; it is in your library.',
});

export const inOpenOrder = problemType('in-open-order', {
  kind: 'conflict',
  title: 'The film is in an open order of yours',
  explanation:
    'Pay for that order, or cancel it: its films then come back into the cart. `order_id` names it.',
  example: '"Heat" is in your order 812, which waits for its payment.',
});

export const notOnSale = problemType('not-on-sale', {
  kind: 'conflict',
  title: 'The film is not on sale',
  explanation:
    'It was withdrawn from sale, or its sale has not begun yet or is over; `reason` says which: `withdrawn`, `not-on-sale-yet`, `sale-ended`. Who owns the film keeps it.',
  example: 'The sale of "Heat" is over.',
});

export const regionLocked = problemType('region-locked', {
  kind: 'conflict',
  title: 'The film is not sold in your country',
  explanation:
    'The film is sold in some countries only. What counts is the country in your profile (`PATCH /profiles/me`); without one you count as being elsewhere.',
  example: '"Heat" is not sold in your country.',
});

export const tooYoung = problemType('too-young', {
  kind: 'conflict',
  title: 'The film is for older people',
  explanation:
    'The film may be bought from a certain age on, and the date of birth in your profile is too recent for it.',
  example: 'You are too young to buy "Heat".',
});

/** A film is in the cart already. */
export class AlreadyInCartError extends DomainError {
  constructor(title: string) {
    super(alreadyInCart, `"${title}" is in your cart already.`);
  }
}

/** There is no room for another film. */
export class CartFullError extends DomainError {
  constructor() {
    super(cartFull, cartFull.example);
  }
}

/** Somebody owns a film already. */
export class AlreadyPurchasedError extends DomainError {
  constructor(title: string) {
    super(alreadyPurchased, `You have bought "${title}" already; it is in your library.`);
  }
}

/** A film is in an open order of the same person. */
export class InOpenOrderError extends DomainError {
  constructor(title: string, orderId: number | null) {
    const order = orderId === null ? 'an order of yours' : `your order ${orderId}`;
    super(inOpenOrder, `"${title}" is in ${order}, which waits for its payment.`, {
      ...(orderId !== null && { order_id: orderId }),
    });
  }
}

/** A film is not sold at this moment. */
export class NotOnSaleError extends DomainError {
  constructor(reason: keyof typeof NOT_ON_SALE, title: string) {
    super(notOnSale, NOT_ON_SALE[reason](title), { reason });
  }
}

/** A film is not sold where somebody lives. */
export class RegionLockedError extends DomainError {
  constructor(title: string) {
    super(regionLocked, `"${title}" is not sold in your country.`);
  }
}

/** A film is for older people. */
export class TooYoungError extends DomainError {
  constructor(title: string) {
    super(tooYoung, `You are too young to buy "${title}".`);
  }
}

const NOT_ON_SALE = {
  withdrawn: (title: string) => `"${title}" was withdrawn from sale.`,
  'not-on-sale-yet': (title: string) => `The sale of "${title}" has not begun yet.`,
  'sale-ended': (title: string) => `The sale of "${title}" is over.`,
} as const;

/** Why a film cannot be bought, as an error; undefined for one that can. */
export function refusalOf({ refusal, title, uuid, openOrderId }: MovieOffer): DomainError | undefined {
  switch (refusal) {
    case null:
      return undefined;
    case 'deleted':
      return new NotFoundError('movie', uuid);
    case 'already-purchased':
      return new AlreadyPurchasedError(title);
    case 'in-open-order':
      return new InOpenOrderError(title, openOrderId);
    case 'region-locked':
      return new RegionLockedError(title);
    case 'too-young':
      return new TooYoungError(title);
    default:
      return new NotOnSaleError(refusal, title);
  }
}
