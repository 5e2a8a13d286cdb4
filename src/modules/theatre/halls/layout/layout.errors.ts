import { DomainError, problemType } from '../../../../platform/errors/index.js';

export const seatsInUse = problemType('seats-in-use', {
  kind: 'conflict',
  title: 'Seats are held or sold',
  explanation:
    'A seat that is held or sold for a coming screening can be neither removed nor given another category. `seats` names them. Leave them as they are, or change the layout when those screenings are over.',
  example: 'Seats B4, B5 are held or sold for coming screenings.',
});

/** A seat that somebody counts on. */
export interface SeatInUse {
  readonly id: number;
  readonly row: string;
  readonly number: number;
}

/** Seats that somebody counts on would go, or be others. */
export class SeatsInUseError extends DomainError {
  constructor(seats: readonly SeatInUse[]) {
    const names = seats.map(({ row, number }) => `${row}${number}`).join(', ');
    const are = seats.length === 1 ? `Seat ${names} is` : `Seats ${names} are`;
    super(seatsInUse, `${are} held or sold for coming screenings.`, {
      seats: seats.map(({ id, row, number }) => ({ id, row, number })),
    });
  }
}
