import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What everything that a request causes may know about it. */
export interface RequestContext {
  readonly id: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** The request that this code runs for, if it runs for one. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}

/** Runs `work` for the request. */
export function runForRequest(context: RequestContext, work: () => void): void {
  storage.run(context, work);
}

/** The id that a caller sent (1–128 letters, digits, `.`, `_`, `-`), so that logs of several systems meet; else a new one. */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{1,128}$/.test(given) ? given : randomUUID();
}
