import { DomainError, problemType } from '../../../../platform/errors/index.js';
import type { Seat } from '../../halls/hall.js';

export const seatsNotFree = problemType('seats-not-free', {
  kind: 'conflict',
  title: 'Seats are held or sold',
  explanation:
    'Only seats that nobody holds or has bought can be kept out of sale. Nothing was blocked: `seats` names those that are taken. Wait until a hold has run out, or refund the tickets first.',
  example: 'B4, B5 are held or sold. Nothing was blocked.',
});

/** Some of the seats are not free. */
export class SeatsNotFreeError extends DomainError {
  constructor(seats: readonly Seat[]) {
    const names = seats.map(({ row, number }) => `${row}${number}`).join(', ');
    super(seatsNotFree, `${names} ${seats.length === 1 ? 'is' : 'are'} held or sold. Nothing was blocked.`, {
      seats: seats.map(({ id, row, number }) => ({ id, row, number })),
    });
  }
}
