import type { Fault } from './faults.js';
import type { LoggedRequest } from './request-log.js';
import type { Delivery } from './webhook-sender.js';

/** An event that is kept back. */
export interface WaitingEvent {
  readonly event: string;
  readonly type: string;
}

/** Something that was made in the dashboard or by a bank. */
export interface Made {
  readonly id: string;
  readonly amount: number;
  readonly status: string;
}

/** Works the hooks of a stand-in over HTTP, from whichever process; what they do is told at `addTestHooks`. */
export class StandInControls {
  /** @param url of the stand-in */
  constructor(private readonly url: string) {}

  /** The next answers go wrong. */
  async fail(kind: Fault['kind'], how: Partial<Omit<Fault, 'kind'>> = {}): Promise<void> {
    await this.ask('POST', 'faults', { kind, ...how });
  }

  async heal(): Promise<void> {
    await this.ask('DELETE', 'faults');
  }

  /** @param amount in minor units; all that is left unless it is named */
  refund(paymentId: string, amount?: number): Promise<Made> {
    return this.ask('POST', `payment_intents/${paymentId}/refunds`, { amount });
  }

  /** The next refunds stay pending. */
  async keepRefundsPending(times: number): Promise<void> {
    await this.ask('POST', 'refunds/pending', { times });
  }

  settleRefund(id: string, status: 'succeeded' | 'failed'): Promise<Made> {
    return this.ask('POST', `refunds/${id}/settle`, { status });
  }

  dispute(paymentId: string, amount?: number): Promise<Made> {
    return this.ask('POST', `payment_intents/${paymentId}/disputes`, { amount });
  }

  closeDispute(id: string, status: 'won' | 'lost'): Promise<Made> {
    return this.ask('POST', `disputes/${id}/close`, { status });
  }

  /** Keeps events back until they are released. */
  async holdWebhooks(): Promise<void> {
    await this.ask('POST', 'webhooks/hold');
  }

  /** @param how these events in this order, or all of them; what is left out is lost */
  async releaseWebhooks(
    how: { ids?: readonly string[]; order?: 'created' | 'reversed' } = {},
  ): Promise<void> {
    await this.ask('POST', 'webhooks/release', how);
  }

  /** Tells of an event several times at once. */
  repeatWebhook(event: string, times: number): Promise<Delivery[]> {
    return this.ask('POST', `webhooks/${event}/repeat`, { times });
  }

  webhooks(): Promise<{ deliveries: Delivery[]; waiting: WaitingEvent[] }> {
    return this.ask('GET', 'webhooks');
  }

  requests(): Promise<LoggedRequest[]> {
    return this.ask('GET', 'requests');
  }

  /** Puts the stand-in's clock forward. */
  async forward(seconds: number): Promise<void> {
    await this.ask('POST', 'clock', { seconds });
  }

  /** @throws Error with what the stand-in says against it */
  private async ask<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.url}/_test/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} /_test/${path}: ${await response.text()}`);
    return (await response.json()) as T;
  }
}
