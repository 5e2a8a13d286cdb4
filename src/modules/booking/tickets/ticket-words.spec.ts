import { dayInWords, timeInWords } from './ticket-words.js';

const at = (time: string, timeZone: string) => ({ startsAt: new Date(time), cinema: { timeZone } });

describe('The beginning of a screening', () => {
  it.each([
    ['2026-11-21T17:30:00Z', 'Europe/Berlin', 'Saturday, 21 November 2026', '18:30 (Europe/Berlin, UTC+1)'],
    ['2026-07-01T16:30:00Z', 'Europe/Berlin', 'Wednesday, 1 July 2026', '18:30 (Europe/Berlin, UTC+2)'],
    ['2026-11-21T23:30:00Z', 'Asia/Kolkata', 'Sunday, 22 November 2026', '05:00 (Asia/Kolkata, UTC+5:30)'],
    [
      '2026-11-22T01:00:00Z',
      'America/New_York',
      'Saturday, 21 November 2026',
      '20:00 (America/New_York, UTC-5)',
    ],
    ['2026-11-21T18:30:00Z', 'UTC', 'Saturday, 21 November 2026', '18:30 (UTC, UTC)'],
  ])('%s in %s is %s, %s', (time, zone, day, clock) => {
    expect([dayInWords(at(time, zone)), timeInWords(at(time, zone))]).toEqual([day, clock]);
  });
});
