import { freeSlots, nextFreeStart, occupationOf, overlap } from './timetable.policy.js';

const at = (time: string): Date => new Date(`2026-11-21T${time}:00Z`);
const busy = (from: string, until: string) => ({ startsAt: at(from), occupiedUntil: at(until) });

describe('a screening', () => {
  it('ends after trailers and film, and keeps its hall until it is clean', () => {
    expect(occupationOf(at('18:00'), { film: 170, trailers: 10, cleaning: 15 })).toEqual({
      startsAt: at('18:00'),
      endsAt: at('21:00'),
      occupiedUntil: at('21:15'),
    });
  });

  it('overlaps another by a minute, and not where one begins as the other is done', () => {
    expect(overlap(busy('10:00', '12:00'), busy('11:59', '13:00'))).toBe(true);
    expect(overlap(busy('10:00', '12:00'), busy('12:00', '13:00'))).toBe(false);
    expect(overlap(busy('12:00', '13:00'), busy('10:00', '12:00'))).toBe(false);
    expect(overlap(busy('10:00', '15:00'), busy('12:00', '13:00'))).toBe(true);
  });
});

describe('the next free start', () => {
  const day = [busy('10:00', '12:15'), busy('13:00', '15:15'), busy('15:15', '17:30')];

  it.each([
    ['08:00', 120, '08:00'],
    ['08:00', 121, '17:30'],
    ['11:00', 45, '12:15'],
    ['12:15', 46, '17:30'],
    ['12:20', 40, '12:20'],
    ['12:20', 41, '17:30'],
    ['18:00', 600, '18:00'],
  ])('from %s for %i minutes is %s', (from, minutes, start) => {
    expect(nextFreeStart(at(from), minutes, day)).toEqual(at(start));
  });
});

describe('free slots of a day', () => {
  const span = { from: at('08:00'), until: at('20:00') };
  const slots = (minutes: number, ...shows: ReturnType<typeof busy>[]) =>
    freeSlots(span, minutes, shows).map(({ from, until }) =>
      [from, until].map((moment) => moment.toISOString().slice(11, 16)),
    );

  it('are the whole day where nothing is on', () => {
    expect(slots(120)).toEqual([['08:00', '19:59']]);
  });

  it('end early enough for what comes next, and leave out gaps that are too short', () => {
    expect(slots(120, busy('10:30', '12:45'), busy('14:00', '16:15'))).toEqual([
      ['08:00', '08:30'],
      ['16:15', '19:59'],
    ]);
  });

  it('are a single moment where a gap has just the length of the film', () => {
    expect(slots(75, busy('08:00', '12:45'), busy('14:00', '23:15'))).toEqual([['12:45', '12:45']]);
  });

  it('look beyond the end of the day', () => {
    expect(slots(180, busy('21:00', '23:00'))).toEqual([['08:00', '18:00']]);
    expect(slots(180, busy('08:00', '19:00'), busy('20:30', '23:00'))).toEqual([]);
  });

  it('begin after what is still on from the day before', () => {
    expect(slots(60, busy('06:00', '09:20'))).toEqual([['09:20', '19:59']]);
  });
});
