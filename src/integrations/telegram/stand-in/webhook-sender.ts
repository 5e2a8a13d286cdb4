import { setTimeout as delay } from 'node:timers/promises';
import type { Update } from './update.js';

const PATIENCE_MS = 10_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 60_000;
const ROOM = 1_000;

/** An attempt to tell of something. */
export interface Delivery {
  readonly update_id: number;
  /** What was answered; null when nobody did. */
  readonly status: number | null;
}

/** Tells a bot what happened, one after the other; what is not answered with 2xx is told again, later and later. */
export class WebhookSender {
  readonly deliveries: Delivery[] = [];
  private readonly ended = new AbortController();
  private isBusy = false;

  constructor(
    readonly url: string,
    private readonly secret: string | undefined,
    private readonly first: () => Update | undefined,
    private readonly done: () => void,
  ) {}

  wake(): void {
    if (!this.isBusy) void this.work();
  }

  stop(): void {
    this.ended.abort();
  }

  private async work(): Promise<void> {
    this.isBusy = true;
    let failures = 0;
    for (let update = this.first(); update && !this.isStopped(); update = this.first()) {
      const status = await this.post(update);
      if (this.isStopped()) break;
      this.deliveries.push({ update_id: update.update_id, status });
      if (this.deliveries.length > ROOM) this.deliveries.shift();
      if (status !== null && status >= 200 && status < 300) {
        failures = 0;
        this.done();
      } else {
        const pause = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
        failures += 1;
        await delay(pause, undefined, { ref: false, signal: this.ended.signal }).catch(() => undefined);
      }
    }
    this.isBusy = false;
  }

  private isStopped(): boolean {
    return this.ended.signal.aborted;
  }

  private async post(update: Update): Promise<number | null> {
    try {
      const response = await fetch(this.url, {
        method: 'POST',
        body: JSON.stringify(update),
        redirect: 'manual',
        signal: AbortSignal.any([this.ended.signal, AbortSignal.timeout(PATIENCE_MS)]),
        headers: {
          'content-type': 'application/json',
          ...(this.secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': this.secret }),
        },
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return null;
    }
  }
}
