import { duePeriod, nextRunAfter, periodWords } from './cadence.policy.js';
import type { Cadence } from './report-schedule.js';

const BERLIN = 'Europe/Berlin';
const next = (cadence: Cadence, hour: number, timeZone: string, after: string): string =>
  nextRunAfter({ cadence, hour, timeZone }, new Date(after)).toISOString();
const due = (cadence: Cadence, hour: number, timeZone: string, now: string): string => {
  const { from, to } = duePeriod({ cadence, hour, timeZone }, new Date(now));
  return `${from} ${to}`;
};

describe('The next run of a schedule', () => {
  it.each([
    ['daily', 'UTC', '2026-11-21T05:59:59Z', '2026-11-21T06:00:00.000Z'],
    ['daily', 'UTC', '2026-11-21T06:00:00Z', '2026-11-22T06:00:00.000Z'],
    ['daily', 'America/New_York', '2026-11-21T03:00:00Z', '2026-11-21T11:00:00.000Z'],
    ['weekly', 'UTC', '2026-11-21T12:00:00Z', '2026-11-23T06:00:00.000Z'],
    ['weekly', 'UTC', '2026-11-23T05:00:00Z', '2026-11-23T06:00:00.000Z'],
    ['weekly', 'UTC', '2026-11-23T06:00:00Z', '2026-11-30T06:00:00.000Z'],
    ['monthly', 'UTC', '2026-11-21T12:00:00Z', '2026-12-01T06:00:00.000Z'],
    ['monthly', 'UTC', '2027-01-31T12:00:00Z', '2027-02-01T06:00:00.000Z'],
    ['monthly', BERLIN, '2026-11-30T23:30:00Z', '2026-12-01T05:00:00.000Z'],
  ] as const)('%s at six in %s, after %s, is at %s', (cadence, zone, after, expected) => {
    expect(next(cadence, 6, zone, after)).toBe(expected);
  });

  it('keeps its hour on the clocks while they are changed', () => {
    expect(next('daily', 6, BERLIN, '2026-03-28T06:00:00Z')).toBe('2026-03-29T04:00:00.000Z');
    expect(next('daily', 6, BERLIN, '2026-10-24T06:00:00Z')).toBe('2026-10-25T05:00:00.000Z');
    expect(next('weekly', 6, BERLIN, '2026-10-19T06:00:00Z')).toBe('2026-10-26T05:00:00.000Z');
  });

  it('is an hour later where the clocks leave its hour out, and back again on the next day', () => {
    expect(next('daily', 2, BERLIN, '2026-03-28T02:00:00Z')).toBe('2026-03-29T01:00:00.000Z');
    expect(next('daily', 2, BERLIN, '2026-03-29T01:00:00Z')).toBe('2026-03-30T00:00:00.000Z');
  });

  it('comes once where its hour comes twice', () => {
    expect(next('daily', 2, BERLIN, '2026-10-24T12:00:00Z')).toBe('2026-10-25T00:00:00.000Z');
    expect(next('daily', 2, BERLIN, '2026-10-25T00:00:00Z')).toBe('2026-10-26T01:00:00.000Z');
  });
});

describe('The period that a run tells of', () => {
  it.each([
    ['daily', '2026-11-21T06:00:00Z', '2026-11-20 2026-11-20'],
    ['daily', '2026-11-21T05:59:59Z', '2026-11-19 2026-11-19'],
    ['weekly', '2026-11-23T06:00:00Z', '2026-11-16 2026-11-22'],
    ['weekly', '2026-11-29T23:00:00Z', '2026-11-16 2026-11-22'],
    ['weekly', '2026-11-23T05:00:00Z', '2026-11-09 2026-11-15'],
    ['monthly', '2027-01-01T06:00:00Z', '2026-12-01 2026-12-31'],
    ['monthly', '2028-03-14T00:00:00Z', '2028-02-01 2028-02-29'],
    ['monthly', '2026-12-01T05:59:00Z', '2026-10-01 2026-10-31'],
  ] as const)('%s, at %s, is %s', (cadence, now, expected) => {
    expect(due(cadence, 6, 'UTC', now)).toBe(expected);
  });

  it('is of the calendar of the zone', () => {
    expect(due('daily', 0, 'Pacific/Auckland', '2026-11-20T11:00:00Z')).toBe('2026-11-20 2026-11-20');
    expect(due('daily', 0, 'America/Los_Angeles', '2026-11-20T11:00:00Z')).toBe('2026-11-19 2026-11-19');
  });

  it('is the one before each next run, all through a year', () => {
    const rhythm = { cadence: 'daily', hour: 2, timeZone: BERLIN } as const;
    let at = new Date('2026-01-01T12:00:00Z');
    const days = new Set<string>();
    for (let run = 0; run < 365; run += 1) {
      at = nextRunAfter(rhythm, at);
      days.add(duePeriod(rhythm, at).from);
    }
    expect(days.size).toBe(365);
  });
});

describe('What a period is called', () => {
  it.each([
    ['2026-11-20', '2026-11-20', '20 November 2026'],
    ['2026-11-09', '2026-11-15', '9–15 November 2026'],
    ['2026-12-28', '2027-01-03', '28 December 2026–3 January 2027'],
  ])('from %s to %s is "%s"', (from, to, words) => {
    expect(periodWords({ from, to }).replace(/\s*–\s*/, '–')).toBe(words);
  });
});
