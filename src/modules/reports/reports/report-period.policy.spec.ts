import { periodProblems } from './report-period.policy.js';

const NOW = new Date('2026-11-21T12:00:00Z');
const fieldsOf = (from: string, to: string, now = NOW): string[] =>
  periodProblems({ from, to }, now).map(({ field, message }) => `${field} ${message}`);

describe('The period of a report', () => {
  it('may be one day, today included', () => {
    expect(fieldsOf('2026-11-21', '2026-11-21')).toEqual([]);
  });

  it('may end on the day that has begun somewhere', () => {
    expect(fieldsOf('2026-11-22', '2026-11-22', new Date('2026-11-21T09:59:59Z'))).toEqual([
      'to must not be later than today',
    ]);
    expect(fieldsOf('2026-11-22', '2026-11-22', new Date('2026-11-21T10:00:00Z'))).toEqual([]);
  });

  it('begins before it ends', () => {
    expect(fieldsOf('2026-11-02', '2026-11-01')).toEqual(['from must not be later than to']);
  });

  it('has three years at most', () => {
    expect(fieldsOf('2023-11-21', '2026-11-20')).toEqual([]);
    expect(fieldsOf('2023-11-21', '2026-11-21')).toEqual(['to must be less than 3 years after from']);
    expect(fieldsOf('2020-01-01', '2030-01-01')).toHaveLength(2);
  });
});
