import { setTimeout as delay } from 'node:timers/promises';

/** A pause of so many milliseconds, or until it is called off. */
export async function pauseOf(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
}
