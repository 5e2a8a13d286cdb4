import { DomainError, problemType } from '../../../platform/errors/index.js';

export const promoCodeRefused = problemType('promo-code-refused', {
  kind: 'conflict',
  title: 'The promo code cannot be used for this',
  explanation:
    'Nothing was ordered. `reasons` names every reason, each with a word for programs and a sentence for people. `POST /promo-codes/quote` tells beforehand what a code gives. Leave the code out to order without it.',
  example: 'The code AUTUMN20 cannot be used: It was used as often as it can be.',
});

export const notEnoughPoints = problemType('not-enough-points', {
  kind: 'conflict',
  title: 'There are not so many points',
  explanation:
    'The account has fewer bonus points than were to be used; `balance` says how many. Nothing was changed. `GET /bonus` shows them, and when they run out.',
  example: 'There are 120 points, not 500.',
});

/** A code gives nothing for what is to be ordered. */
export class PromoCodeRefusedError extends DomainError {
  constructor(code: string, reasons: readonly { readonly reason: string; readonly message: string }[]) {
    const why = reasons.map(({ message }) => message).join(' ');
    super(promoCodeRefused, `The code ${code} cannot be used: ${why}`, { reasons });
  }
}

/** More points were to be taken than there are. */
export class NotEnoughPointsError extends DomainError {
  constructor(balance: number, asked: number) {
    super(notEnoughPoints, `There are ${balance} points, not ${asked}.`, { balance });
  }
}
