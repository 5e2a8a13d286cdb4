import fc from 'fast-check';
import { DateTime } from 'luxon';
import { type QuietHours, quietUntil } from './quiet-hours.policy.js';

const NIGHT = { from: '22:00', until: '08:00', timeZone: 'Europe/Kyiv' };
const ends = (at: string, hours: QuietHours): string | undefined =>
  quietUntil(new Date(at), hours)?.toISOString();

describe('Quiet hours', () => {
  it.each([
    ['before they begin', '2026-11-21T19:59:59Z', undefined],
    ['as they begin', '2026-11-21T20:00:00Z', '2026-11-22T06:00:00.000Z'],
    ['after midnight', '2026-11-22T01:00:00Z', '2026-11-22T06:00:00.000Z'],
    ['as they end', '2026-11-22T06:00:00Z', undefined],
    ['in the night that is an hour shorter', '2026-03-28T22:00:00Z', '2026-03-29T05:00:00.000Z'],
    ['in the night that is an hour longer', '2026-10-24T20:00:00Z', '2026-10-25T06:00:00.000Z'],
  ])('over midnight, %s', (_when, at, end) => {
    expect(ends(at, NIGHT)).toBe(end);
  });

  it.each([
    ['2026-11-21T10:59:00Z', undefined],
    ['2026-11-21T11:00:00Z', '2026-11-21T13:00:00.000Z'],
    ['2026-11-21T13:00:00Z', undefined],
  ])('in the middle of a day, at %s', (at, end) => {
    expect(ends(at, { ...NIGHT, from: '13:00', until: '15:00' })).toBe(end);
  });

  it('end an hour later where the clocks leave their end out', () => {
    expect(ends('2026-03-29T00:00:00Z', { ...NIGHT, until: '03:30' })).toBe('2026-03-29T01:30:00.000Z');
  });

  it('last until the second time where their end comes twice', () => {
    expect(ends('2026-10-25T00:45:00Z', { ...NIGHT, until: '03:30' })).toBe('2026-10-25T01:30:00.000Z');
  });

  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
  const zone = fc.constantFrom(
    'UTC',
    'Europe/Kyiv',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
  );
  const hours = fc
    .record({ from: time, until: time, timeZone: zone })
    .filter(({ from, until }) => from !== until);
  const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });

  it('are those that the clocks show, but for the hours in which these are changed', () => {
    fc.assert(
      fc.property(hours, moment, (quiet, at) => {
        const local = DateTime.fromJSDate(at, { zone: quiet.timeZone });
        const around = [local.minus({ days: 1 }), local, local.plus({ days: 1 })];
        fc.pre(around.every(({ offset }) => offset === local.offset));
        const now = local.toFormat('HH:mm');
        const isQuiet =
          quiet.from < quiet.until
            ? quiet.from <= now && now < quiet.until
            : now >= quiet.from || now < quiet.until;
        expect(quietUntil(at, quiet) !== null).toBe(isQuiet);
      }),
    );
  });

  it('end within a day, when the clocks show their end, and are over then', () => {
    fc.assert(
      fc.property(hours, moment, (quiet, at) => {
        const end = quietUntil(at, quiet);
        if (end === null) return;
        expect(end.getTime() - at.getTime()).toBeGreaterThan(0);
        expect(end.getTime() - at.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
        const local = DateTime.fromJSDate(end, { zone: quiet.timeZone });
        const isChanged = local.offset !== local.minus({ hours: 2 }).offset;
        if (isChanged) return;
        expect(local.toFormat('HH:mm')).toBe(quiet.until);
        expect(quietUntil(end, quiet)).toBeNull();
      }),
    );
  });
});
