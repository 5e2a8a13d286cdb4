import type { AddressInfo } from 'node:net';
import { whyNotListening } from './stand-in-error.js';
import { openState } from './stand-in-state.js';
import { createWebServer } from './web-server.js';
import { WebhookSender } from './webhook-sender.js';

const SWEEP_MS = 5_000;

export interface StripeStandInOptions {
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Who is told of what happens. */
  readonly webhookUrl: string;
  readonly webhookSecret: string;
  readonly secretKey: string;
  /** How people's browsers reach the pages; where it listens unless it is named. */
  readonly publicUrl?: string | undefined;
  /** Keeps everything for the next start. */
  readonly stateFile?: string | undefined;
}

/** A server of this process that speaks Stripe's protocol. */
export interface StripeStandIn {
  /** For the program that takes payments, and for people: the list of pages. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Stands in for Stripe: its API below `/v1`, a page for each checkout at `/pay/{id}`, signed webhooks, and hooks for tests
 * below `/_test`. What was not told before the last end is told now.
 * @throws StripeStandInError where the port is taken or the state file damaged
 */
export async function startStripeStandIn(options: StripeStandInOptions): Promise<StripeStandIn> {
  const { host, port, publicUrl } = options;
  let url = '';
  const state = await openState(options.stateFile, () => publicUrl?.replace(/\/+$/, '') ?? url);
  const sender = new WebhookSender(state.ledger, options.webhookUrl, options.webhookSecret);
  const hosts = [hostInUrl(host), ...(publicUrl === undefined ? [] : [new URL(publicUrl).hostname])];
  const server = createWebServer(state, sender, options.secretKey, hosts);
  try {
    await server.listen({ port, host });
  } catch (error) {
    throw whyNotListening(error, port);
  }
  const address = server.server.address() as AddressInfo;
  url = `http://${hostInUrl(host)}:${address.port}`;
  state.events.listen((id) => sender.tell(id));
  for (const { id, isDelivered } of state.ledger.all('events').reverse()) if (!isDelivered) sender.tell(id);
  const sweep = setInterval(() => state.checkouts.expireDue(), SWEEP_MS).unref();
  return {
    url,
    port: address.port,
    close: async () => {
      clearInterval(sweep);
      sender.stop();
      await server.close();
      await state.ledger.saved();
    },
  };
}

/** How a URL names the host that something listens on. */
function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
