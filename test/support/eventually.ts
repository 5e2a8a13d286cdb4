import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE_MS = 15_000;
const STEP_MS = 20;

/** Waits until `assertion` passes; its last failure is the test's when it never does. */
export async function eventually<T>(assertion: () => T | Promise<T>): Promise<T> {
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
