import { isOnSale, problemOfStart, problemsOfSale } from './screening.policy.js';

const at = (time: string): Date => new Date(`2026-11-${time}Z`);
const startsAt = at('21T18:00');
const endsAt = at('21T20:00');

describe('the start of a screening', () => {
  it.each([
    ['2026-11-21T18:01Z', undefined],
    ['2026-11-21T18:00Z', 'must not be in the past'],
    ['2026-11-20T18:00Z', 'must not be in the past'],
    ['2028-11-20T18:00Z', undefined],
    ['2028-11-24T18:00Z', 'must be within the next two years'],
  ])('%s, chosen at 2026-11-21T18:00Z: %p', (start, problem) => {
    expect(problemOfStart(new Date(start), startsAt)).toBe(problem);
  });
});

describe('the sale of a screening', () => {
  const fields = (salesStart: Date | null, salesEnd: Date | null): string[] =>
    problemsOfSale({ startsAt, endsAt, salesStart, salesEnd }).map(({ field }) => field);

  it('may begin before the start, and end up to the end', () => {
    expect(fields(null, null)).toEqual([]);
    expect(fields(at('01T00:00'), at('21T17:45'))).toEqual([]);
    expect(fields(null, endsAt)).toEqual([]);
  });

  it('neither begins with the screening, nor ends after it, nor ends before it begins', () => {
    expect(fields(startsAt, null)).toEqual(['sales_start']);
    expect(fields(null, at('21T20:01'))).toEqual(['sales_end']);
    expect(fields(at('20T00:00'), at('20T00:00'))).toEqual(['sales_end']);
  });

  it('is open from its begin to its end, or to the start', () => {
    const screening = { status: 'scheduled', startsAt, salesStart: at('10T00:00'), salesEnd: null };
    expect(isOnSale(screening, at('09T23:59'))).toBe(false);
    expect(isOnSale(screening, at('10T00:00'))).toBe(true);
    expect(isOnSale(screening, at('21T17:59'))).toBe(true);
    expect(isOnSale(screening, startsAt)).toBe(false);
    expect(isOnSale({ ...screening, salesEnd: at('21T17:00') }, at('21T17:00'))).toBe(false);
    expect(isOnSale({ ...screening, salesEnd: at('21T18:30') }, at('21T18:15'))).toBe(true);
    expect(isOnSale({ ...screening, status: 'canceled' }, at('15T00:00'))).toBe(false);
  });
});
