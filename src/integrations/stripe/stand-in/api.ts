import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as delay } from 'node:timers/promises';
import { sameText } from '../../../platform/auth/index.js';
import { ApiError } from './api-error.js';
import { checkFields } from './check-parameters.js';
import type { Fault } from './faults.js';
import { formParameters } from './form-parameters.js';
import type { Answer } from './idempotency.js';
import { newId } from './ids.js';
import { KNOWN_PARAMETERS } from './known-parameters.js';
import { type Operation, operationsOf, shown } from './operations.js';
import type { StandInState } from './stand-in-state.js';
import { textOf } from './text-of.js';

type ApiRequest = FastifyRequest<{ Params: { id?: string } }>;

/** Stripe's API, below `/v1`. */
export function addApi(server: FastifyInstance, state: StandInState, secretKey: string): void {
  for (const operation of operationsOf(state)) {
    server.route<{ Params: { id?: string } }>({
      method: operation.method,
      url: operation.path,
      handler: async (request, reply) => {
        void reply.headers({ 'request-id': newId('req_', 14), 'cache-control': 'no-store' });
        checkKey(request.headers.authorization, secretKey);
        const fault = state.faults.take(request.method, pathOf(request.url));
        const answer = await answerTo(request, operation, state, fault);
        if (fault?.kind === 'drop') return hangUp(request, reply);
        if (answer.isReplayed) void reply.header('idempotent-replayed', 'true');
        return reply.code(answer.status).type('application/json').send(answer.body);
      },
    });
  }
}

async function answerTo(
  request: ApiRequest,
  operation: Operation,
  state: StandInState,
  fault: Fault | undefined,
): Promise<Answer> {
  const path = pathOf(request.url);
  const sent = formParameters(operation.method === 'GET' ? queryOf(request.url) : textOf(request.body));
  const key = operation.method === 'POST' ? request.headers['idempotency-key']?.toString() : undefined;
  state.requests.add({ method: request.method, path, idempotency_key: key ?? null, parameters: sent });
  refuse(fault);
  const asked = checkFields(sent, KNOWN_PARAMETERS[operation.parameters]);
  const work = operation.prepare(asked, request.params.id ?? '');
  return state.idempotency.once(key, `${path} ${JSON.stringify(sent)}`, async () => {
    const answer = perform(() => shown(state, work(), asked));
    await state.ledger.saved();
    if (fault?.kind === 'slow') await delay(fault.delay_ms, undefined, { ref: false });
    return answer;
  });
}

/** A refusal is an answer as well, and is given again to the same request. */
function perform(work: () => object): Answer {
  try {
    return { status: 200, body: JSON.stringify(work()), isReplayed: false };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { status: error.status, body: JSON.stringify(error.body), isReplayed: false };
  }
}

function refuse(fault: Fault | undefined): void {
  const words = 'A test wanted this to go wrong.';
  if (fault?.kind === 'error') throw new ApiError(words, { status: 500, type: 'api_error' });
  if (fault?.kind === 'rate_limit') throw new ApiError(words, { status: 429, code: 'rate_limit' });
  if (fault?.kind === 'refused') {
    throw new ApiError(words, { status: 402, type: 'card_error', code: 'card_declined' });
  }
}

function hangUp(request: ApiRequest, reply: FastifyReply): FastifyReply {
  void reply.hijack();
  request.raw.socket.destroy();
  return reply;
}

/** @throws ApiError unless the secret key is sent along */
function checkKey(authorization: string | undefined, secretKey: string): void {
  const [, key] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? [];
  if (key === undefined) throw new ApiError('Send the secret key as a bearer token.', { status: 401 });
  if (sameText(key, secretKey)) return;
  throw new ApiError(`${key.slice(0, 8)}… is not the secret key.`, { status: 401 });
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}

function queryOf(url: string): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start + 1);
}
