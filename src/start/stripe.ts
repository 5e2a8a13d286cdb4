import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { StripeStandIn } from '../integrations/stripe/stand-in/index.js';
import type { Settings } from '../platform/config/index.js';

/**
 * Starts the stand-in for Stripe, on this machine alone: whoever reaches it pays without money. Its keys are new at each start:
 * nobody needs to know them but this process and the stand-in.
 */
export async function startStripe({
  stripeStandIn,
  http,
  dataDirectory,
}: Settings): Promise<{ standIn: StripeStandIn; settings: NonNullable<Settings['stripe']> }> {
  const { startStripeStandIn } = await import('../integrations/stripe/stand-in/index.js');
  const keys = { secretKey: `sk_test_${word()}`, webhookSecret: `whsec_${word()}` };
  const standIn = await startStripeStandIn({
    ...keys,
    host: '127.0.0.1',
    port: stripeStandIn.port,
    webhookUrl: `http://127.0.0.1:${http.port}/payments/webhook`,
    stateFile: join(dataDirectory, 'stripe.json'),
  });
  return { standIn, settings: { ...keys, apiUrl: standIn.url } };
}

function word(): string {
  return randomBytes(24).toString('hex');
}
