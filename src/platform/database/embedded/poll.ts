import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks until there is an answer.
 * @param time how long to go on asking, in milliseconds
 * @param pause between two questions, in milliseconds
 * @returns the answer, or undefined when there was none in time
 */
export async function poll<T>(
  time: number,
  pause: number,
  ask: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const end = Date.now() + time;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(pause);
  }
  return undefined;
}
