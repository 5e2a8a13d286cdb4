import { counterStop, isTooYoung, saleStop } from './admission.policy.js';

const at = (time: string): Date => new Date(`2026-11-21T${time}:00Z`);
const screening = {
  status: 'scheduled',
  startsAt: at('18:00'),
  endsAt: at('20:00'),
  salesStart: null,
  salesEnd: null,
} as const;

describe('Seats are sold online', () => {
  it.each([
    ['until the screening begins', {}, '17:59', undefined],
    ['not once it has begun', {}, '18:00', 'sale-ended'],
    ['not before the sale begins', { salesStart: at('10:00') }, '09:59', 'not-on-sale-yet'],
    ['from the moment the sale begins', { salesStart: at('10:00') }, '10:00', undefined],
    ['not after the sale ends', { salesEnd: at('17:30') }, '17:30', 'sale-ended'],
    ['after the beginning where the sale goes on', { salesEnd: at('18:20') }, '18:10', undefined],
    ['never of a canceled screening', { status: 'canceled' as const }, '12:00', 'canceled'],
  ])('%s', (_, facts, time, stop) => {
    expect(saleStop({ ...screening, ...facts }, at(time))).toBe(stop);
  });
});

describe('Seats are sold at the box office', () => {
  it.each([
    ['after the sale has ended online', { salesEnd: at('10:00') }, '19:59', undefined],
    ['not when all is over', {}, '20:00', 'sale-ended'],
    ['never of a canceled screening', { status: 'canceled' as const }, '12:00', 'canceled'],
  ])('%s', (_, facts, time, stop) => {
    expect(counterStop({ ...screening, ...facts }, at(time))).toBe(stop);
  });
});

describe('A film from 16 years on', () => {
  const film = (minAge: number | null) => ({
    movie: { id: 1, uuid: '', name: 'Heat', year: 1995, minAge, poster: null },
    startsAt: new Date('2026-11-21T23:30:00Z'),
    cinema: { id: 1, name: '', address: '', timeZone: 'Europe/Berlin' },
  });

  it.each([
    ['is not for somebody who turns 16 the day after', '2010-11-23', true],
    ['is for somebody who turns 16 on that day, by the clocks of the cinema', '2010-11-22', false],
    ['is for somebody who never said when they were born', null, false],
  ])('%s', (_, dateOfBirth, young) => {
    expect(isTooYoung(film(16), dateOfBirth)).toBe(young);
  });

  it('is not the rule: others are for everybody', () => {
    expect(isTooYoung(film(null), '2025-01-01')).toBe(false);
  });
});
