import { localDateOf, localTimeOf } from '../screenings/local-time.policy.js';
import { overlap } from '../screenings/timetable.policy.js';
import { datesFrom, showsOn } from './demo-programme.policy.js';

const films = [90, 170, 121, 105, 142].map((minutes, index) => ({ id: index + 1, minutes }));
const hall = { position: 1, timeZone: 'America/New_York', cleaningMinutes: 15 };

describe('the programme of a hall of the demo', () => {
  it('goes from eleven to half past ten at night, on each of the days, and never overlaps', () => {
    const shows = datesFrom('2026-10-28', 14).flatMap((date) => {
      const day = showsOn(date, hall, films);
      expect(localTimeOf(day[0]?.startsAt ?? new Date(0), hall.timeZone)).toContain(`${date}T11:20:00`);
      expect(day.length).toBeGreaterThan(3);
      for (const { startsAt } of day) {
        expect(localDateOf(startsAt, hall.timeZone)).toBe(date);
        expect(startsAt.getTime() % 300_000).toBe(0);
      }
      return day;
    });
    for (const [index, show] of shows.entries())
      for (const later of shows.slice(index + 1)) expect(overlap(show, later)).toBe(false);
  });

  it('is the same however often it is asked for, and other films in another week', () => {
    const shown = (date: string): number[] => showsOn(date, hall, films).map(({ movieId }) => movieId);
    expect(shown('2026-11-21')).toEqual(shown('2026-11-21'));
    expect(new Set([...shown('2026-11-21'), ...shown('2026-11-28')]).size).toBeGreaterThan(3);
  });

  it('is empty without films', () => {
    expect(showsOn('2026-11-21', hall, [])).toEqual([]);
  });
});
