import fc from 'fast-check';
import { axisOf, labelStride } from './axis.js';

describe('The axis of a chart', () => {
  it.each([
    [[37_123], [0, 10_000, 20_000, 30_000, 40_000]],
    [
      [0.4, 73.8],
      [0, 20, 40, 60, 80],
    ],
    [
      [-40, 90],
      [-50, 0, 50, 100],
    ],
    [[-3], [-3, -2, -1, 0]],
    [
      [0, 0],
      [0, 1],
    ],
    [[], [0, 1]],
    [[100], [0, 20, 40, 60, 80, 100]],
  ])('for %j has its marks at %j', (values, marks) => {
    expect(axisOf(values, 5, 1).marks).toEqual(marks);
  });

  it('holds every value and zero, with a few steps that are at least as large as what is counted', () => {
    const values = fc.array(fc.integer({ min: -1e12, max: 1e12 }), { minLength: 1 });
    fc.assert(
      fc.property(values, (numbers) => {
        const { low, high, marks, step } = axisOf(numbers, 5, 1);
        expect(low).toBeLessThanOrEqual(Math.min(0, ...numbers));
        expect(high).toBeGreaterThanOrEqual(Math.max(0, ...numbers));
        expect(marks).toContain(0);
        expect(marks.length).toBeLessThanOrEqual(8);
        expect(Number.isInteger(step)).toBe(true);
      }),
    );
  });

  it('writes so many labels that none touches the next', () => {
    expect(labelStride(10, 20, 200)).toBe(1);
    expect(labelStride(365, 50, 500)).toBe(37);
    expect(labelStride(3, 50, 0)).toBe(150);
  });
});
