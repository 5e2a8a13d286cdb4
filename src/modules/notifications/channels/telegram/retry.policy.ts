/** How often a message is tried. */
export const MAX_ATTEMPTS = 8;

const FIRST_PAUSE_MS = 5_000;

/** The pause after a number of attempts that failed: each is twice as long as the one before. */
export function pauseAfter(attempts: number): number {
  return FIRST_PAUSE_MS * 2 ** (attempts - 1);
}
