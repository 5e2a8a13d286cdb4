import { BusyError } from '../accounts.errors.js';
import { type HashingTask, HashingThread } from './hashing-thread.js';

/** How many may wait, at most, before others are rather told to come again. */
const MAX_WAITING = 12;
const RETRY_AFTER_SECONDS = 2;

/** Lets a few threads do expensive work; a short queue waits for them, the rest is turned away at once. */
export class HashingQueue {
  private readonly idle: HashingThread[];
  private readonly threads: readonly HashingThread[];
  private readonly waiting: ((thread: HashingThread) => void)[] = [];

  /** @param width how many work at the same time */
  constructor(width: number) {
    this.threads = Array.from({ length: width }, () => new HashingThread());
    this.idle = [...this.threads];
  }

  /** @throws BusyError when too many wait already */
  async run(task: HashingTask): Promise<string | boolean> {
    const thread = this.idle.pop() ?? (await this.wait());
    try {
      return await thread.run(task);
    } finally {
      const next = this.waiting.shift();
      if (next) next(thread);
      else this.idle.push(thread);
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.stop()));
  }

  private wait(): Promise<HashingThread> {
    if (this.waiting.length >= MAX_WAITING) throw new BusyError(RETRY_AFTER_SECONDS);
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
