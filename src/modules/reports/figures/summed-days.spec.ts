import { liveSpans } from './summed-days.js';

describe('What is read from the ledger', () => {
  const november = { from: '2026-11-01', to: '2026-11-30' };
  const all = Array.from({ length: 30 }, (_day, index) => `2026-11-${String(index + 1).padStart(2, '0')}`);
  const without = (...days: number[]): string[] =>
    all.filter((_day, index) => !days.some((day) => day === index + 1));

  it('is everything where nothing is summed', () => {
    expect(liveSpans(november, [])).toEqual([november]);
  });

  it('is nothing where everything is summed', () => {
    expect(liveSpans(november, all)).toEqual([]);
  });

  it('is the days that are not, put together where they follow each other', () => {
    expect(liveSpans(november, without(1, 7, 8, 29, 30))).toEqual([
      { from: '2026-11-01', to: '2026-11-01' },
      { from: '2026-11-07', to: '2026-11-08' },
      { from: '2026-11-29', to: '2026-11-30' },
    ]);
  });

  it('is four spans at most: the nearest become one, with the days between', () => {
    expect(liveSpans(november, without(1, 5, 14, 16, 25, 30))).toEqual([
      { from: '2026-11-01', to: '2026-11-05' },
      { from: '2026-11-14', to: '2026-11-16' },
      { from: '2026-11-25', to: '2026-11-25' },
      { from: '2026-11-30', to: '2026-11-30' },
    ]);
  });
});
