import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { lastValueFrom, type Observable, of } from 'rxjs';
import type { WithPrincipal } from '../auth/index.js';
import { InvalidFieldsError, statusOf } from '../errors/index.js';
import { problemDocument, problemOf } from '../http/problem-document.js';
import { IDEMPOTENCY_KEY } from './idempotency.errors.js';
import { IdempotencyService } from './idempotency.service.js';
import type { KeptAnswer, KeyedRequest } from './idempotency-keys.repository.js';
import { requestHash } from './request-hash.js';

const KEY = /^[\x21-\x7e]{1,255}$/;
const KEPT_HEADERS = ['location', 'etag', 'content-type'] as const;
const JSON_TYPE = 'application/json; charset=utf-8';
const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** Answers a request that was sent before with the same key as it was answered then. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly idempotency: IdempotencyService) {}

  /** Awaits the handler itself: the answer is kept whether the client is still there or not, and before it is sent. */
  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest & WithPrincipal>();
    const reply = http.getResponse<FastifyReply>();
    const keyed = keyedRequest(request);
    if (!keyed) return next.handle();
    const begun = await this.idempotency.begin(keyed);
    if ('answer' in begun) return of(replay(reply, begun.answer));
    try {
      const result: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await this.idempotency.end(keyed, begun.claim, answerOf(reply, result));
      return of(result);
    } catch (error) {
      await this.idempotency.end(keyed, begun.claim, failureOf(request, error));
      throw error;
    }
  }
}

/** @throws InvalidFieldsError for a key of the wrong shape */
function keyedRequest({
  headers,
  method,
  url,
  body,
  principal,
}: FastifyRequest & WithPrincipal): KeyedRequest | undefined {
  const key = headers[IDEMPOTENCY_KEY.toLowerCase()];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !KEY.test(key)) {
    const message = 'must be 1 to 255 visible ASCII characters, given once';
    throw new InvalidFieldsError([{ field: IDEMPOTENCY_KEY, message }]);
  }
  const sender = principal ? `user:${principal.userId}` : 'anyone';
  return { principal: sender, key, hash: requestHash({ method, url, body }) };
}

function answerOf(reply: FastifyReply, result: unknown): KeptAnswer {
  const headers: Record<string, string> = {};
  if (result !== undefined && typeof result !== 'string') headers['content-type'] = JSON_TYPE;
  for (const name of KEPT_HEADERS) {
    const value = reply.getHeader(name);
    if (value !== undefined) headers[name] = String(value);
  }
  if (result === undefined) return { status: reply.statusCode, headers, body: null };
  const body = typeof result === 'string' ? result : JSON.stringify(result);
  return { status: reply.statusCode, headers, body };
}

/** The problem document that the filter makes of what was thrown. */
function failureOf(request: FastifyRequest, error: unknown): KeptAnswer {
  const problem = problemOf(error);
  const instance = request.originalUrl.split('?', 1)[0] ?? '/';
  return {
    status: statusOf(problem.type),
    headers: { ...problem.headers, 'content-type': PROBLEM_TYPE, 'cache-control': 'no-store' },
    body: JSON.stringify(problemDocument(problem, instance, request.id)),
  };
}

function replay(reply: FastifyReply, { status, headers, body }: KeptAnswer): string | undefined {
  reply.status(status).headers({ ...headers, 'idempotency-replayed': 'true' });
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  return body ?? undefined;
}
