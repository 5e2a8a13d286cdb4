import { BusyError } from '../accounts.errors.js';

/** How long somebody may have to wait, at most, before they are rather told to come again. */
const MAX_WAITING = 12;
const RETRY_AFTER_SECONDS = 2;

/** Runs expensive work a few at a time; a short queue waits, the rest is turned away at once. */
export class HashingQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** @param width how many run at the same time */
  constructor(private readonly width: number) {}

  /** @throws BusyError when too many wait already */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.width) {
      if (this.waiting.length >= MAX_WAITING) throw new BusyError(RETRY_AFTER_SECONDS);
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
