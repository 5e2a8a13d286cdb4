import Stripe from 'stripe';
import type { Ledger } from './ledger.js';

const PATIENCE_MS = 10_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60 * 60_000;
/** Stripe gives up after three days. */
const LONGEST_MS = 3 * 24 * 60 * 60_000;
const ROOM = 1_000;

/** An attempt to tell of an event. */
export interface Delivery {
  readonly event: string;
  readonly type: string;
  readonly attempt: number;
  readonly at: string;
  /** What was answered, null when nobody did. */
  readonly status: number | null;
}

/**
 * Tells of events, one after the other in the order in which things happened. What is not answered with 2xx is told again,
 * later and later, while others go on.
 */
export class WebhookSender {
  private readonly queue: string[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly ended = new AbortController();
  private readonly log: Delivery[] = [];
  private held: string[] | undefined;
  private isBusy = false;

  constructor(
    private readonly ledger: Ledger,
    private readonly url: string,
    private readonly secret: string,
  ) {}

  /** Tells of what happened, after those before it. */
  tell(id: string): void {
    if (this.held) {
      this.held.push(id);
      return;
    }
    this.queue.push(id);
    void this.work();
  }

  /** Keeps everything back until `release`. */
  hold(): void {
    this.held ??= [];
  }

  /** The events that are kept back, the first one first. */
  get waiting(): readonly string[] {
    return this.held ?? [];
  }

  /** Tells of these, in this order; what is kept back beyond them is lost. */
  release(ids: readonly string[]): void {
    this.held = undefined;
    for (const id of ids) this.tell(id);
  }

  /** Tells of an event several times at once, and waits for the answers. */
  async repeat(id: string, times: number): Promise<Delivery[]> {
    return Promise.all(Array.from({ length: times }, () => this.attempt(id, 1)));
  }

  /** The last attempts, the first one first. */
  deliveries(): readonly Delivery[] {
    return this.log;
  }

  /** Nobody is told any more. */
  stop(): void {
    this.ended.abort();
    for (const timer of this.timers) clearTimeout(timer);
  }

  private async work(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    for (let id = this.queue.shift(); id !== undefined; id = this.queue.shift()) {
      await this.insist(id, 1, Date.now());
    }
    this.isBusy = false;
  }

  private async insist(id: string, attempt: number, since: number): Promise<void> {
    if (this.isStopped() || !this.ledger.get('events', id)) return;
    const { status } = await this.attempt(id, attempt);
    if (isFine(status) || this.isStopped() || Date.now() - since > LONGEST_MS) return;
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS);
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      if (this.held) this.held.push(id);
      else void this.insist(id, attempt + 1, since);
    }, pause);
    this.timers.add(timer.unref());
  }

  private isStopped(): boolean {
    return this.ended.signal.aborted;
  }

  private async attempt(id: string, attempt: number): Promise<Delivery> {
    const stored = this.ledger.require('events', id);
    const status = await this.post(JSON.stringify(stored.event));
    const delivery = { event: id, type: stored.event.type, attempt, at: new Date().toISOString(), status };
    this.log.push(delivery);
    if (this.log.length > ROOM) this.log.shift();
    if (isFine(status) && !stored.isDelivered) this.ledger.put('events', { ...stored, isDelivered: true });
    return delivery;
  }

  private async post(payload: string): Promise<number | null> {
    try {
      const response = await fetch(this.url, {
        method: 'POST',
        body: payload,
        redirect: 'manual',
        signal: AbortSignal.any([this.ended.signal, AbortSignal.timeout(PATIENCE_MS)]),
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (stand-in)',
          'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload, secret: this.secret }),
        },
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return null;
    }
  }
}

function isFine(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}
