import { DomainError, problemType } from '../../../platform/errors/index.js';
import type { Seat } from '../../theatre/index.js';
import type { SaleStop } from './admission.policy.js';
import { nameOf } from './free-runs.js';
import type { Stranding } from './stranding.policy.js';

export const seatTaken = problemType('seat-taken', {
  kind: 'conflict',
  title: 'Somebody else has the seat',
  explanation:
    'One or more of the seats are held, sold or blocked. Nothing was held for you: `seats` names those that are gone. The seat map of the screening shows what is free.',
  example: 'B4 and B5 are taken. Nothing was held.',
});

export const holdLimit = problemType('hold-limit', {
  kind: 'conflict',
  title: 'That is more than one person gets',
  explanation:
    'There is a limit for the seats of one hold, and one for all seats that somebody holds, orders and buys of one screening. `limit` is the one that was met, `owned` how many of the screening are yours already. Groups are served at the box office.',
  example: 'You have 18 seats of this screening; 20 is the most, and you asked for 4 more.',
});

export const singleSeatLeft = problemType('single-seat-left', {
  kind: 'conflict',
  title: 'It would leave a single seat between others',
  explanation:
    'Nobody sits down alone between two parties. `stranded` names the seats that would be left alone, `instead` seats nearby that leave none: ask for those, or for others.',
  example: 'B6 would be left alone. Take B5 and B6 instead.',
});

export const seatsNotOnSale = problemType('seats-not-on-sale', {
  kind: 'conflict',
  title: 'Seats of the screening are not sold now',
  explanation:
    'The sale has not begun, or is over, or the screening was canceled; `reason` says which: `not-on-sale-yet`, `sale-ended`, `canceled`. `GET /screenings` lists others.',
  example: 'The sale for this screening is over.',
});

export const tooYoungForScreening = problemType('too-young-for-screening', {
  kind: 'conflict',
  title: 'The film is for older people',
  explanation:
    'The film may be seen from a certain age on, and by the date of birth in your profile you are not that old on the day of the screening. The box office decides on sight.',
  example: '"Heat" is for people of 16 years and more.',
});

export const soldOut = problemType('sold-out', {
  kind: 'conflict',
  title: 'So many seats side by side are not left',
  explanation:
    'There is no row with so many free seats beside each other. `most` says how many can still be had side by side: ask for fewer at a time, or for single seats by the seat map.',
  example: 'There are no 6 seats side by side left; 4 can be had.',
});

export const holdExpired = problemType('hold-expired', {
  kind: 'conflict',
  title: 'The hold is over',
  explanation: 'Its time ran out, or it was ordered already. Hold seats anew, as far as they are free.',
  example: 'The hold 12 was good until 2026-11-21T09:35:00.000Z.',
});

export const holdExtended = problemType('hold-extended', {
  kind: 'conflict',
  title: 'The hold was extended already',
  explanation: 'A hold can be extended once. Order its seats: then they wait for your payment.',
  example: 'The hold 12 was extended already; it is good until 2026-11-21T09:39:00.000Z.',
});

const NOT_ON_SALE: Readonly<Record<SaleStop, string>> = {
  canceled: 'The screening was canceled.',
  'not-on-sale-yet': 'The sale for this screening has not begun yet.',
  'sale-ended': 'The sale for this screening is over.',
};

/** Seats are gone. */
export class SeatTakenError extends DomainError {
  constructor(seats: readonly Seat[]) {
    super(seatTaken, `${listOf(seats)} ${seats.length === 1 ? 'is' : 'are'} taken. Nothing was held.`, {
      seats: seats.map(toFact),
    });
  }
}

/** One hold has so many seats at most. */
export class HoldTooLargeError extends DomainError {
  constructor(asked: number, limit: number) {
    super(holdLimit, `A hold has ${limit} seats at most; you asked for ${asked}.`, { limit });
  }
}

/** Somebody has so many seats of a screening at most. */
export class TooManySeatsError extends DomainError {
  constructor(asked: number, owned: number, limit: number) {
    const words = `You have ${owned} seats of this screening; ${limit} is the most, and you asked for ${asked} more.`;
    super(holdLimit, words, { limit, owned });
  }
}

/** A choice of seats leaves others alone. */
export class SingleSeatLeftError extends DomainError {
  constructor({ stranded, instead }: Stranding) {
    super(singleSeatLeft, `${listOf(stranded)} would be left alone. Take ${listOf(instead)} instead.`, {
      stranded: stranded.map(toFact),
      instead: instead.map(toFact),
    });
  }
}

/** Seats of a screening are not sold at this moment. */
export class SeatsNotOnSaleError extends DomainError {
  constructor(reason: SaleStop) {
    super(seatsNotOnSale, NOT_ON_SALE[reason], { reason });
  }
}

/** A film is for older people. */
export class TooYoungForScreeningError extends DomainError {
  constructor(title: string, minAge: number) {
    super(tooYoungForScreening, `"${title}" is for people of ${minAge} years and more.`, { min_age: minAge });
  }
}

/** So many seats cannot be had side by side. */
export class SoldOutError extends DomainError {
  constructor(asked: number, most: number) {
    const rest = most === 0 ? '' : `; ${most} can be had`;
    const words = asked === 1 ? 'There is no seat left' : `There are no ${asked} seats side by side left`;
    super(soldOut, `${words}${rest}.`, { most });
  }
}

/** A hold holds nothing any more. */
export class HoldExpiredError extends DomainError {
  constructor({ id, expiresAt, orderedAt }: { id: number; expiresAt: Date; orderedAt: Date | null }) {
    const words = orderedAt ? 'was ordered already' : `was good until ${expiresAt.toISOString()}`;
    super(holdExpired, `The hold ${id} ${words}.`);
  }
}

/** A hold was extended before. */
export class HoldExtendedError extends DomainError {
  constructor({ id, expiresAt }: { id: number; expiresAt: Date }) {
    super(holdExtended, `The hold ${id} was extended already; it is good until ${expiresAt.toISOString()}.`);
  }
}

function toFact({ id, row, number }: Seat): object {
  return { id, row, number };
}

/** "B4, B5 and B6". */
function listOf(seats: readonly Seat[]): string {
  const names = seats.map(nameOf);
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}
