import { currentRequest } from '../../../platform/http/request-context.js';
import { addressKey } from '../../../platform/rate-limits/index.js';
import { BusyError } from '../accounts.errors.js';
import { type HashingTask, HashingThread } from './hashing-thread.js';

/** How many may wait, at most, before others are rather told to come again. */
const MAX_WAITING = 12;
const RETRY_AFTER_SECONDS = 2;

type Thread = Pick<HashingThread, 'run' | 'stop'>;

interface Waiting {
  /** The address that the request comes from. */
  readonly from: string;
  readonly take: (thread: Thread) => void;
  readonly turnAway: (error: BusyError) => void;
}

/**
 * Lets a few threads do expensive work; a short queue waits for them, the rest is turned away at once. When the queue is
 * full, the address that most wait from gives a place to others, so that none keeps everybody from signing in.
 */
export class HashingQueue {
  private readonly idle: Thread[];
  private readonly threads: readonly Thread[];
  private readonly waiting: Waiting[] = [];

  /** @param width how many work at the same time */
  constructor(width: number, start: () => Thread = () => new HashingThread()) {
    this.threads = Array.from({ length: width }, start);
    this.idle = [...this.threads];
  }

  /** @throws BusyError when too many wait already */
  async run(task: HashingTask): Promise<string | boolean> {
    const thread = this.idle.pop() ?? (await this.wait());
    try {
      return await thread.run(task);
    } finally {
      const next = this.waiting.shift();
      if (next) next.take(thread);
      else this.idle.push(thread);
    }
  }

  /** @throws BusyError when `run` would turn away */
  requireRoom(): void {
    if (this.idle.length === 0) this.inTheWayOf(whereFrom());
  }

  async stop(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.stop()));
  }

  private wait(): Promise<Thread> {
    const from = whereFrom();
    const former = this.inTheWayOf(from);
    if (former) {
      this.waiting.splice(this.waiting.indexOf(former), 1);
      former.turnAway(new BusyError(RETRY_AFTER_SECONDS));
    }
    return new Promise((take, turnAway) => this.waiting.push({ from, take, turnAway }));
  }

  /**
   * Who has to go for a newcomer: nobody while there is room, then the last of the address that most wait from.
   * @throws BusyError when no address has so many that it would be fair
   */
  private inTheWayOf(newcomer: string): Waiting | undefined {
    if (this.waiting.length < MAX_WAITING) return undefined;
    const numberOf = (from: string): number => this.waiting.filter((one) => one.from === from).length;
    const most = Math.max(...this.waiting.map(({ from }) => numberOf(from)));
    if (most <= numberOf(newcomer) + 1) throw new BusyError(RETRY_AFTER_SECONDS);
    return this.waiting.findLast(({ from }) => numberOf(from) === most);
  }
}

function whereFrom(): string {
  const request = currentRequest();
  return request && 'ip' in request && typeof request.ip === 'string' ? addressKey(request.ip) : '';
}
