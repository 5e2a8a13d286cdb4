import Stripe from 'stripe';
import type { StripeOptions } from './gateway.types.js';

const TIMEOUT_MS = 8_000;
const RETRIES = 2;

/** The official client. Without an address of its own it talks to Stripe. */
export function createStripe({ secretKey, apiUrl }: StripeOptions): Stripe {
  return new Stripe(secretKey, {
    apiVersion: Stripe.API_VERSION,
    timeout: TIMEOUT_MS,
    maxNetworkRetries: RETRIES,
    telemetry: false,
    ...(apiUrl === undefined ? {} : addressOf(new URL(apiUrl))),
  });
}

function addressOf({ protocol, hostname, port }: URL): {
  host: string;
  port: string;
  protocol: 'http' | 'https';
} {
  const isPlain = protocol === 'http:';
  // Node takes the address of an IPv6 host without its brackets.
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return { host, port: port || (isPlain ? '80' : '443'), protocol: isPlain ? 'http' : 'https' };
}
