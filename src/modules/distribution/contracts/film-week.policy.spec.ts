import fc from 'fast-check';
import { daysAfter } from '../../theatre/index.js';
import { filmWeek, filmWeeks, shareOfWeek, type Term, weekOf, weeksOf } from './film-week.policy.js';

const term: Term = { startsOn: '2026-03-19', endsOn: '2026-04-10' };
const aTerm = fc
  .record({ offset: fc.integer({ min: 0, max: 4000 }), days: fc.integer({ min: 1, max: 1100 }) })
  .map(({ offset, days }) => {
    const startsOn = daysAfter('2020-02-20', offset);
    return { startsOn, endsOn: daysAfter(startsOn, days - 1), days };
  });

describe('film weeks', () => {
  it('begin with the first day of the contract, whatever the day of the week, and the last one may be shorter', () => {
    expect(filmWeeks(term)).toEqual([
      { week: 1, startsOn: '2026-03-19', endsOn: '2026-03-25' },
      { week: 2, startsOn: '2026-03-26', endsOn: '2026-04-01' },
      { week: 3, startsOn: '2026-04-02', endsOn: '2026-04-08' },
      { week: 4, startsOn: '2026-04-09', endsOn: '2026-04-10' },
    ]);
  });

  it.each([
    ['2026-03-18', undefined],
    ['2026-03-19', 1],
    ['2026-03-25', 1],
    ['2026-03-26', 2],
    ['2026-03-29', 2],
    ['2026-04-10', 4],
    ['2026-04-11', undefined],
  ])('have %s in week %s', (date, week) => {
    expect(weekOf(date, term)).toBe(week);
  });

  it('there are none of beyond the term', () => {
    expect([filmWeek(0, term), filmWeek(5, term), filmWeek(-1, term)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(filmWeeks({ startsOn: '2026-03-19', endsOn: '2026-03-19' })).toHaveLength(1);
  });

  it('cover every day of any term once, in their order', () => {
    fc.assert(
      fc.property(aTerm, ({ days, ...any }) => {
        const weeks = filmWeeks(any);
        expect(weeks).toHaveLength(weeksOf(any));
        const covered = weeks.flatMap(({ week, startsOn, endsOn }) => {
          const found: [string, number][] = [];
          for (let day = startsOn; day <= endsOn; day = daysAfter(day, 1)) found.push([day, week]);
          return found;
        });
        expect(covered).toHaveLength(days);
        covered.forEach(([day, week], index) => {
          expect(day).toBe(daysAfter(any.startsOn, index));
          expect(weekOf(day, any)).toBe(week);
        });
      }),
      { numRuns: 30 },
    );
  });

  it('have a share each, and the last one that was agreed goes on', () => {
    const shares = [6000, 5000, 3500];
    expect([1, 2, 3, 4, 52].map((week) => shareOfWeek(week, shares))).toEqual([6000, 5000, 3500, 3500, 3500]);
  });
});
