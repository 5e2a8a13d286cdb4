import { periodOf, periodsOf, unitsFor } from './periods.js';

describe('The period of a day', () => {
  it('is the day, its week from Monday, or its month', () => {
    expect(periodOf('2026-11-22', 'day')).toBe('2026-11-22');
    expect(periodOf('2026-11-22', 'week')).toBe('2026-11-16');
    expect(periodOf('2026-11-23', 'week')).toBe('2026-11-23');
    expect(periodOf('2027-01-01', 'week')).toBe('2026-12-28');
    expect(periodOf('2026-11-22', 'month')).toBe('2026-11');
  });
});

describe('Periods between two days', () => {
  it('are all of them, once, also those that are cut off', () => {
    expect(periodsOf('2026-11-30', '2026-12-02', 'day')).toEqual(['2026-11-30', '2026-12-01', '2026-12-02']);
    expect(periodsOf('2026-11-29', '2026-12-07', 'week')).toEqual(['2026-11-23', '2026-11-30', '2026-12-07']);
    expect(periodsOf('2026-11-30', '2027-01-01', 'month')).toEqual(['2026-11', '2026-12', '2027-01']);
    expect(periodsOf('2026-11-30', '2026-11-30', 'month')).toEqual(['2026-11']);
  });

  it('are put together to what reads well', () => {
    expect(unitsFor('2026-11-01', '2026-11-30')).toEqual(['day']);
    expect(unitsFor('2026-10-01', '2026-11-30')).toEqual(['week', 'day']);
    expect(unitsFor('2026-01-01', '2026-12-31')).toEqual(['month', 'week', 'day']);
  });
});
