import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { StandInControls, startStripeStandIn } from '../src/integrations/stripe/stand-in/index.js';

/**
 * What a shop has outside, in a process of its own: the stand-in for Stripe, and a mail server that takes everything and keeps
 * nothing. `outside.js WEBHOOK-URL SECRET-KEY WEBHOOK-SECRET`; prints `{ stripe, smtp }`, the addresses.
 */
const [webhookUrl = '', secretKey = '', webhookSecret = ''] = process.argv.slice(2);
const stripe = await startStripeStandIn({
  host: '127.0.0.1',
  port: 0,
  webhookUrl,
  secretKey,
  webhookSecret,
});
if (webhookUrl === '') await new StandInControls(stripe.url).holdWebhooks();
const mail = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onData: (stream, _session, done) => {
    stream.resume().once('end', () => done());
  },
});
mail.on('error', () => undefined);
mail.listen(0, '127.0.0.1');
await once(mail.server, 'listening');
const { port } = mail.server.address() as AddressInfo;
process.stdout.write(`${JSON.stringify({ stripe: stripe.url, smtp: `smtp://127.0.0.1:${port}` })}\n`);
