import { boundsOfDay, isDate, localDateOf, localTimeOf, readTime } from './local-time.policy.js';

const BERLIN = 'Europe/Berlin';
const NEW_YORK = 'America/New_York';
const LORD_HOWE = 'Australia/Lord_Howe';

const HOUR = 3_600_000;
const read = (text: string, zone: string): unknown => {
  const time = readTime(text, zone);
  return 'at' in time ? time.at.toISOString() : time.problem;
};

describe('a time on the clocks of a cinema', () => {
  it.each([
    [BERLIN, '2026-03-29T01:59', '2026-03-29T00:59:00.000Z'],
    [BERLIN, '2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
    [BERLIN, '2026-10-25T01:59', '2026-10-24T23:59:00.000Z'],
    [BERLIN, '2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
    [NEW_YORK, '2026-03-08T01:59', '2026-03-08T06:59:00.000Z'],
    [NEW_YORK, '2026-03-08T03:00', '2026-03-08T07:00:00.000Z'],
    [NEW_YORK, '2026-11-01T00:59', '2026-11-01T04:59:00.000Z'],
    [NEW_YORK, '2026-11-01T02:00', '2026-11-01T07:00:00.000Z'],
    [LORD_HOWE, '2026-10-04T01:59', '2026-10-03T15:29:00.000Z'],
    [LORD_HOWE, '2026-10-04T02:30', '2026-10-03T15:30:00.000Z'],
    [LORD_HOWE, '2026-04-05T01:29', '2026-04-04T14:29:00.000Z'],
    [LORD_HOWE, '2026-04-05T02:00', '2026-04-04T15:30:00.000Z'],
  ])('in %s, %s is %s', (zone, text, moment) => {
    expect(read(text, zone)).toBe(moment);
  });

  it.each([
    [BERLIN, '2026-03-29T02:00'],
    [BERLIN, '2026-03-29T02:59:59.999'],
    [NEW_YORK, '2026-03-08T02:00'],
    [NEW_YORK, '2026-03-08T02:30:00'],
    [LORD_HOWE, '2026-10-04T02:00'],
    [LORD_HOWE, '2026-10-04T02:29:59'],
  ])('in %s, %s does not exist: the clocks are put forward over it', (zone, text) => {
    expect(read(text, zone)).toBe('missing');
  });

  it.each([
    [BERLIN, '2026-10-25T02:00', '+02:00', '+01:00', HOUR],
    [BERLIN, '2026-10-25T02:59', '+02:00', '+01:00', HOUR],
    [NEW_YORK, '2026-11-01T01:00', '-04:00', '-05:00', HOUR],
    [NEW_YORK, '2026-11-01T01:59', '-04:00', '-05:00', HOUR],
    [LORD_HOWE, '2026-04-05T01:30', '+11:00', '+10:30', HOUR / 2],
    [LORD_HOWE, '2026-04-05T01:59', '+11:00', '+10:30', HOUR / 2],
  ])('in %s, %s comes twice, and an offset says which is meant', (zone, text, first, second, apart) => {
    expect(read(text, zone)).toBe('repeated');
    const [one, other] = [first, second].map((offset) => readTime(text + offset, zone));
    if (!one || !other || !('at' in one) || !('at' in other)) throw new Error('Both have an offset.');
    expect(other.at.getTime() - one.at.getTime()).toBe(apart);
    expect([one, other].map(({ at }) => localTimeOf(at, zone))).toEqual(
      [first, second].map((offset) => `${text}:00${offset}`),
    );
  });

  it.each([
    '2026-02-29T18:00',
    '2026-11-31T18:00Z',
    '2026-13-01T18:00',
    '2026-11-21T25:00',
    '2026-11-21T18:61',
  ])('%s is no time anywhere', (text) => {
    expect(read(text, BERLIN)).toBe('unreadable');
  });

  it('may be written with any offset, whatever the cinema’s own is', () => {
    for (const text of ['2026-11-21T18:30+01:00', '2026-11-21T17:30Z', '2026-11-21T12:30:00.000-05:00'])
      expect(read(text, BERLIN)).toBe('2026-11-21T17:30:00.000Z');
  });
});

describe('a day of a cinema', () => {
  it.each([
    [BERLIN, '2026-03-29', 23],
    [BERLIN, '2026-10-25', 25],
    [BERLIN, '2026-07-01', 24],
    [NEW_YORK, '2026-03-08', 23],
    [NEW_YORK, '2026-11-01', 25],
    [LORD_HOWE, '2026-10-04', 23.5],
    [LORD_HOWE, '2026-04-05', 24.5],
  ])('in %s, %s has %d hours, and each of its moments is of that date', (zone, date, hours) => {
    const { from, until } = boundsOfDay(date, zone);
    expect((until.getTime() - from.getTime()) / HOUR).toBe(hours);
    expect(localDateOf(from, zone)).toBe(date);
    expect(localDateOf(new Date(until.getTime() - 1), zone)).toBe(date);
    expect(localDateOf(until, zone)).not.toBe(date);
  });

  it('is not the day in UTC', () => {
    const lateShow = new Date('2026-11-21T23:30:00Z');
    expect([BERLIN, NEW_YORK].map((zone) => localDateOf(lateShow, zone))).toEqual([
      '2026-11-22',
      '2026-11-21',
    ]);
  });

  it.each([
    ['2026-11-21', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-1-1', false],
    ['20261121', false],
    ['2026-W47-6', false],
  ])('%s: %p', (text, is) => {
    expect(isDate(text)).toBe(is);
  });
});
