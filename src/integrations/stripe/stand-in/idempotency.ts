import { ApiError } from './api-error.js';
import type { Ledger } from './ledger.js';
import type { StandInClock } from './stand-in-clock.js';

const KEPT_S = 24 * 60 * 60;

/** What is answered to a request. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  /** Whether it was given before, to the same request. */
  readonly isReplayed: boolean;
}

/** Does a thing once, however often it is asked for with the same key. */
export class Idempotency {
  private readonly busy = new Set<string>();

  constructor(
    private readonly ledger: Ledger,
    private readonly clock: StandInClock,
  ) {}

  /**
   * @param request what must be the same each time
   * @throws ApiError for a key of another request, and while the first one is being worked on
   */
  async once(key: string | undefined, request: string, work: () => Promise<Answer>): Promise<Answer> {
    if (key === undefined) return work();
    if (this.busy.has(key)) {
      const words = `A request with the idempotency key ${key} is being worked on.`;
      throw new ApiError(words, { status: 409, type: 'idempotency_error', code: 'idempotency_key_in_use' });
    }
    const before = this.ledger.get('answers', key);
    if (before && before.at > this.clock.now() - KEPT_S) {
      if (before.request === request) return { ...before, isReplayed: true };
      const words = `The idempotency key ${key} belongs to a request with other parameters.`;
      throw new ApiError(words, { type: 'idempotency_error' });
    }
    return this.firstTime(key, request, work);
  }

  private async firstTime(key: string, request: string, work: () => Promise<Answer>): Promise<Answer> {
    this.busy.add(key);
    try {
      const answer = await work();
      const { status, body } = answer;
      this.ledger.put('answers', { id: key, request, at: this.clock.now(), status, body });
      await this.ledger.saved();
      return answer;
    } finally {
      this.busy.delete(key);
    }
  }
}
