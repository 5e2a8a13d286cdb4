/** Where an axis begins and ends, and its marks from the lower to the upper end. */
export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly marks: readonly number[];
}

const STEPS = [1, 2, 2.5, 5, 10];

/**
 * An axis that holds all values and zero, with steps that are easy to read.
 * @param most how many steps there may be, or one more
 * @param smallest what a step is at least: 1 for things that are counted
 */
export function axisOf(values: Iterable<number>, most: number, smallest: number): Axis {
  let [lowest, highest] = [0, 0];
  for (const value of values) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  const step = stepOf((highest - lowest) / most, smallest);
  const from = Math.floor(lowest / step);
  const to = Math.max(from + 1, Math.ceil(highest / step));
  const marks = Array.from({ length: to - from + 1 }, (_, at) => (from + at) * step);
  return { low: from * step, high: to * step, step, marks };
}

function stepOf(least: number, smallest: number): number {
  if (least <= smallest) return smallest;
  const magnitude = 10 ** Math.floor(Math.log10(least));
  const factor = STEPS.find((candidate) => candidate * magnitude >= least * (1 - 1e-9)) ?? 10;
  const step = factor * magnitude;
  return Number.isInteger(step / smallest) ? step : Math.ceil(step / smallest) * smallest;
}

/** Every how many labels one is written, so that none touches the next. */
export function labelStride(count: number, widest: number, room: number): number {
  return Math.max(1, Math.ceil((count * widest) / Math.max(1, room)));
}
