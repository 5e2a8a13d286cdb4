import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';

/**
 * Tells of events at a steady rate for some seconds, in a process of its own: `webhook-storm.js URL SECRET RATE SECONDS SESSION…`.
 * Prints the p99, in milliseconds from the moment at which an event was due to the end of its answer.
 */
const [url = '', secret = '', rate = '1', seconds = '1', ...sessions] = process.argv.slice(2);
const count = Number(rate) * Number(seconds);
const times: number[] = [];

function eventAbout(session: string): string {
  return JSON.stringify({
    id: `evt_${randomUUID()}`,
    object: 'event',
    api_version: Stripe.API_VERSION,
    created: Math.floor(Date.now() / 1_000),
    data: {
      object: {
        id: session,
        object: 'checkout.session',
        mode: 'payment',
        payment_status: 'paid',
        status: 'complete',
      },
    },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type: 'checkout.session.completed',
  });
}

async function tell(session: string, due: number): Promise<void> {
  const payload = eventAbout(session);
  const answer = await fetch(`${url}/payments/webhook`, {
    method: 'POST',
    body: payload,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload, secret }),
    },
  });
  await answer.arrayBuffer();
  times.push(performance.now() - due);
  if (!answer.ok) throw new Error(`An event was answered with ${answer.status}.`);
}

const begun = performance.now();
const underWay: Promise<void>[] = [];
await new Promise<void>((resolve) => {
  const clock = setInterval(() => {
    for (;;) {
      const due = begun + (underWay.length * 1_000) / Number(rate);
      if (underWay.length >= count || due > performance.now()) break;
      underWay.push(tell(sessions[underWay.length % sessions.length] ?? '', due));
    }
    if (underWay.length < count) return;
    clearInterval(clock);
    resolve();
  }, 1);
});
await Promise.all(underWay);
times.sort((one, other) => one - other);
process.stdout.write(String(times[Math.floor(times.length * 0.99)] ?? 0));
