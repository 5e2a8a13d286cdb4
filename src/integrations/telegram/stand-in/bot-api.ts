import { sameText } from '../../../platform/auth/index.js';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from './api-error.js';
import { fail } from './faults.js';
import { type Call, METHODS, type Parameters } from './methods.js';
import type { StandInState } from './stand-in-state.js';

const MOST_CALLS = 20_000;

type ApiRequest = FastifyRequest<{ Params: { token: string; method: string }; Querystring: Parameters }>;

/** Telegram's Bot API: `/bot<token>/<method>`. */
export function addBotApi(server: FastifyInstance, state: StandInState, token: string): void {
  server.route<{ Params: { token: string; method: string }; Querystring: Parameters }>({
    method: ['GET', 'POST'],
    url: '/bot:token/:method',
    handler: async (request, reply) => {
      if (!sameText(request.params.token, token)) throw new ApiError(401, 'Unauthorized');
      const { name, work } = methodOf(request.params.method);
      const call = await callOf(request, reply);
      const fault = state.faults.take(name, call.parameters['chat_id']);
      if (fault?.kind === 'drop') return hangUp(request, reply);
      try {
        if (fault) fail(fault);
        const result = await work(state, call);
        note(state, name, call, 200);
        return { ok: true, result };
      } catch (error) {
        note(state, name, call, error instanceof ApiError ? error.status : 500);
        throw error;
      }
    },
  });
}

function methodOf(given: string) {
  const name = Object.keys(METHODS).find((each) => each.toLowerCase() === given.toLowerCase());
  const work = name === undefined ? undefined : METHODS[name];
  if (name === undefined || !work) throw new ApiError(404, 'Not Found');
  return { name, work };
}

async function callOf(request: ApiRequest, reply: FastifyReply): Promise<Call> {
  const ended = new AbortController();
  reply.raw.on('close', () => ended.abort());
  const files = new Map<string, Buffer>();
  const parameters: Record<string, unknown> = { ...request.query };
  if (request.isMultipart()) {
    for await (const part of request.parts()) {
      if (part.type === 'file') files.set(part.fieldname, await part.toBuffer());
      else parameters[part.fieldname] = part.value;
    }
  } else {
    Object.assign(parameters, parametersIn(request.body, request.headers['content-type'] ?? ''));
  }
  return { parameters, files, signal: ended.signal };
}

function parametersIn(body: unknown, type: string): object {
  if (typeof body !== 'string' || body === '') return {};
  if (!type.includes('json')) return Object.fromEntries(new URLSearchParams(body));
  try {
    const json: unknown = JSON.parse(body);
    return typeof json === 'object' && json !== null ? json : {};
  } catch {
    throw new ApiError(400, "Bad Request: can't parse JSON object");
  }
}

function note({ calls }: StandInState, method: string, { parameters }: Call, status: number): void {
  const { chat_id, text, caption } = parameters;
  calls.push({ method, chat_id: chat_id ?? null, text: text ?? caption ?? null, at: Date.now(), status });
  if (calls.length > MOST_CALLS) calls.shift();
}

function hangUp(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  void reply.hijack();
  request.raw.socket.destroy();
  return reply;
}
