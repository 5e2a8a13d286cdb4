import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { badRequest } from './api-error.js';
import { FAULT_KINDS } from './faults.js';
import type { StandInState } from './stand-in-state.js';

const fault = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  times: z.int().min(1).max(100_000).default(1),
  retry_after: z.int().min(0).max(3_600).default(1),
  method: z.string().optional(),
  chat_id: z.int().optional(),
});

/**
 * Bad luck, for tests and for whoever tries things; bodies are JSON:
 *
 * - `POST /_test/faults` `{kind, times?, retry_after?, method?, chat_id?}`, `GET`, `DELETE`: the next answers go wrong
 * - `POST /_test/updates`: tells the bot this update, whatever it is
 * - `GET /_test/webhook`: what the webhook was told; `GET /_test/calls`: what the bot has called
 */
export function addTestHooks(server: FastifyInstance, { faults, updates, calls }: StandInState): void {
  server.get('/_test/calls', () => calls);
  server.get('/_test/faults', () => faults.list());
  server.post('/_test/faults', (request) => {
    faults.add(bodyOf(request, fault));
    return faults.list();
  });
  server.delete('/_test/faults', () => {
    faults.clear();
    return [];
  });
  server.post('/_test/updates', (request) => {
    updates.repeat(bodyOf(request, z.looseObject({ update_id: z.int() })));
    return {};
  });
  server.get('/_test/webhook', () => ({
    url: updates.webhook?.url ?? null,
    deliveries: updates.webhook?.deliveries ?? [],
  }));
}

function bodyOf<T>({ body }: FastifyRequest, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(typeof body === 'string' && body !== '' ? body : '{}'));
  } catch (error) {
    throw badRequest(error instanceof z.ZodError ? z.prettifyError(error) : "can't parse JSON object");
  }
}
