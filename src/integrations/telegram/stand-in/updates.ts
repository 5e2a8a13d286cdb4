import { ApiError } from './api-error.js';
import type { Update } from './update.js';
import { WebhookSender } from './webhook-sender.js';

interface Waiter {
  readonly allowed: readonly string[];
  answer(updates: readonly Update[]): void;
  refuse(error: Error): void;
}

/** What happened and was not taken yet: told to the webhook, or asked for, never both. */
export class Updates {
  private waiting: Update[] = [];
  private waiter: Waiter | undefined;
  private allowed: readonly string[] = [];
  private sender: WebhookSender | undefined;
  // A bot knows updates by their numbers, also those of a former start.
  private last = Math.floor(Date.now() / 1_000);

  /** @param kind such as `message` */
  add(kind: string, content: object): Update {
    const update = { update_id: (this.last += 1), [kind]: content };
    this.offer(update, kind);
    return update;
  }

  /** Tells an update again, or one that no person of ours caused. */
  repeat(update: Update): void {
    this.offer(update, undefined);
  }

  get webhook(): WebhookSender | undefined {
    return this.sender;
  }

  get pendingCount(): number {
    return this.waiting.length;
  }

  setWebhook(url: string, secret: string | undefined, allowed: readonly string[]): void {
    this.deleteWebhook();
    this.allowed = allowed;
    this.sender = new WebhookSender(
      url,
      secret,
      () => this.waiting[0],
      () => this.waiting.shift(),
    );
    this.sender.wake();
  }

  deleteWebhook(): void {
    this.sender?.stop();
    this.sender = undefined;
  }

  /**
   * What happened from an update on; those before it are forgotten.
   * @throws ApiError while there is a webhook, or when somebody else asks as well
   */
  async poll(
    {
      offset,
      limit,
      seconds,
      allowed,
    }: { offset: number; limit: number; seconds: number; allowed: readonly string[] },
    signal: AbortSignal,
  ): Promise<readonly Update[]> {
    if (this.sender) {
      throw new ApiError(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    this.waiter?.refuse(
      new ApiError(
        409,
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      ),
    );
    this.allowed = allowed;
    this.waiting = this.waiting.filter(({ update_id: id }) => id >= offset);
    if (this.waiting.length > 0 || seconds === 0) return this.waiting.slice(0, limit);
    return this.next(seconds * 1_000, signal);
  }

  stop(): void {
    this.deleteWebhook();
    this.waiter?.answer([]);
  }

  private next(milliseconds: number, signal: AbortSignal): Promise<readonly Update[]> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        if (this.waiter === waiter) this.waiter = undefined;
      };
      const waiter: Waiter = {
        allowed: this.allowed,
        answer: (updates) => {
          end();
          resolve(updates);
        },
        refuse: (error) => {
          end();
          reject(error);
        },
      };
      const timer = setTimeout(() => waiter.answer([]), milliseconds);
      signal.addEventListener('abort', () => waiter.answer([]));
      this.waiter = waiter;
    });
  }

  private offer(update: Update, kind: string | undefined): void {
    if (kind !== undefined && this.allowed.length > 0 && !this.allowed.includes(kind)) return;
    this.waiting.push(update);
    this.sender?.wake();
    this.waiter?.answer([update]);
  }
}
