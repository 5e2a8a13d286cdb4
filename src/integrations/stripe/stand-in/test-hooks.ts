import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ApiError, noSuch } from './api-error.js';
import { FAULT_KINDS } from './faults.js';
import type { StandInState } from './stand-in-state.js';
import type { WebhookSender } from './webhook-sender.js';

const times = z.int().min(1).max(1_000).default(1);
const amount = z.int().min(1).optional();
const fault = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  times,
  delay_ms: z.int().min(0).max(120_000).default(10_000),
  method: z.enum(['GET', 'POST']).optional(),
  path: z.string().startsWith('/v1/').optional(),
});
const release = z.strictObject({
  order: z.enum(['created', 'reversed']).default('created'),
  ids: z.array(z.string()).optional(),
});

/**
 * What the dashboard, banks, and bad luck do elsewhere. For tests and for whoever tries things; bodies are JSON:
 *
 * - `POST /_test/faults` `{kind, times?, delay_ms?, method?, path?}`, `GET`, `DELETE`: the next answers of the API go wrong
 * - `POST /_test/payment_intents/{id}/refunds` `{amount?}`: a refund in the dashboard
 * - `POST /_test/refunds/pending` `{times}`: the next refunds stay pending; `POST /_test/refunds/{id}/settle` `{status}`
 *   ends one, `succeeded` or `failed`
 * - `POST /_test/payment_intents/{id}/disputes` `{amount?}`, `POST /_test/disputes/{id}/close` `{status}`: `won` or `lost`
 * - `GET /_test/webhooks`: what was told and what is kept back; `POST /_test/webhooks/hold`, and
 *   `POST /_test/webhooks/release` `{order?, ids?}`: in order, `reversed`, or just these in this order
 * - `POST /_test/webhooks/{event}/repeat` `{times}`: told again, several times at once
 * - `GET /_test/requests`: what the API was asked
 * - `POST /_test/clock` `{seconds}`: puts the clock forward
 */
export function addTestHooks(server: FastifyInstance, state: StandInState, sender: WebhookSender): void {
  server.get('/_test/requests', () => state.requests.list());
  server.get('/_test/faults', () => state.faults.list());
  server.post('/_test/faults', (request) => {
    state.faults.add(bodyOf(request, fault));
    return state.faults.list();
  });
  server.delete('/_test/faults', () => {
    state.faults.clear();
    return [];
  });
  server.post('/_test/clock', (request) => {
    state.clock.forward(bodyOf(request, z.strictObject({ seconds: z.int().min(0) })).seconds);
    state.checkouts.expireDue();
    return { now: state.clock.now() };
  });
  addMoneyHooks(server, state);
  addWebhookHooks(server, state, sender);
}

function addMoneyHooks(server: FastifyInstance, { refunds, disputes }: StandInState): void {
  server.post('/_test/payment_intents/:id/refunds', (request) =>
    refunds.create({ payment_intent: idOf(request), ...bodyOf(request, z.strictObject({ amount })) }),
  );
  server.post('/_test/refunds/pending', (request) => {
    refunds.keepPending(bodyOf(request, z.strictObject({ times })).times);
    return {};
  });
  server.post('/_test/refunds/:id/settle', (request) => {
    const { status } = bodyOf(request, z.strictObject({ status: z.enum(['succeeded', 'failed']) }));
    return refunds.settle(idOf(request), status);
  });
  server.post('/_test/payment_intents/:id/disputes', (request) =>
    disputes.open(idOf(request), bodyOf(request, z.strictObject({ amount })).amount),
  );
  server.post('/_test/disputes/:id/close', (request) =>
    disputes.close(
      idOf(request),
      bodyOf(request, z.strictObject({ status: z.enum(['won', 'lost']) })).status,
    ),
  );
}

function addWebhookHooks(server: FastifyInstance, { ledger }: StandInState, sender: WebhookSender): void {
  const waiting = () =>
    sender.waiting.map((id) => ({ event: id, type: ledger.require('events', id).event.type }));
  server.get('/_test/webhooks', () => ({ deliveries: sender.deliveries(), waiting: waiting() }));
  server.post('/_test/webhooks/hold', () => {
    sender.hold();
    return {};
  });
  server.post('/_test/webhooks/release', (request) => {
    const { order, ids } = bodyOf(request, release);
    for (const id of ids ?? []) requireEvent(ledger.get('events', id), id);
    sender.release(ids ?? (order === 'reversed' ? [...sender.waiting].reverse() : sender.waiting));
    return {};
  });
  server.post('/_test/webhooks/:id/repeat', (request) => {
    requireEvent(ledger.get('events', idOf(request)), idOf(request));
    return sender.repeat(idOf(request), bodyOf(request, z.strictObject({ times })).times);
  });
}

function requireEvent(event: object | undefined, id: string): void {
  if (!event) throw noSuch('event', id);
}

function idOf({ params }: FastifyRequest): string {
  return (params as { readonly id: string }).id;
}

/** @throws ApiError for a body that is not as described */
function bodyOf<T>({ body }: FastifyRequest, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(typeof body === 'string' && body !== '' ? body : '{}'));
  } catch (error) {
    if (error instanceof z.ZodError) throw new ApiError(z.prettifyError(error), {});
    throw new ApiError('The body is not JSON.', {});
  }
}
