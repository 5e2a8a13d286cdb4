import { setTimeout as delay } from 'node:timers/promises';

const STEP_MS = 50;

/** Whether faults are tried many times, and what takes long is waited for: `npm run test:faults`. */
export const FULL = process.env['FAULTS'] === 'full';

/** How long a test may take, in milliseconds. */
export const TEST_MS = FULL ? 900_000 : 60_000;

/** What heals by itself has healed after so long: stalled jobs of killed processes take more than a minute. */
const PATIENCE_MS = FULL ? 150_000 : 30_000;

/** How often something is done. */
export function times(reduced: number, full: number): number {
  return FULL ? full : reduced;
}

/** So many numbers from 0 on. */
export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** Waits until `assertion` passes; its last failure is the test's when it never does. */
export async function soon<T>(assertion: () => T | Promise<T>): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await assertion();
    } catch (failure) {
      if (performance.now() > deadline) throw failure;
      await delay(STEP_MS);
    }
  }
}

/** Waits a moment that nobody knows before. */
export function aMoment(longest: number): Promise<void> {
  return delay(Math.random() * longest);
}
