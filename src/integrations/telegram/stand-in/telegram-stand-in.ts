import type { AddressInfo } from 'node:net';
import { newState } from './stand-in-state.js';
import { whyNotListening } from './stand-in-error.js';
import { createWebServer } from './web-server.js';

export interface TelegramStandInOptions {
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly token: string;
  /** Without the @. */
  readonly botName: string;
}

/** A server of this process that speaks the Bot API. */
export interface TelegramStandIn {
  /** For the bot, and for people: the list of chats. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Stands in for Telegram: its Bot API below `/bot<token>/`, a page for each chat at `/chats/{tg_id}` where somebody speaks as
 * that person, and hooks for tests below `/_test`. What is said is kept in memory.
 * @throws TelegramStandInError where the port is taken
 */
export async function startTelegramStandIn({
  host,
  port,
  token,
  botName,
}: TelegramStandInOptions): Promise<TelegramStandIn> {
  const state = newState(botName);
  const server = createWebServer(state, token, hostInUrl(host));
  try {
    await server.listen({ port, host });
  } catch (error) {
    throw whyNotListening(error, port);
  }
  const address = server.server.address() as AddressInfo;
  return {
    url: `http://${hostInUrl(host)}:${address.port}`,
    port: address.port,
    close: async () => {
      state.updates.stop();
      await server.close();
    },
  };
}

/** How a URL names the host that something listens on. */
function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
