import { DomainError, type ProblemType, statusOf, validationFailed } from '../errors/index.js';
import { isDatabaseUnavailable, isStatementTimeout } from '../database/postgres-errors.js';
import {
  internal,
  malformed,
  noRoute,
  timeout,
  tooLarge,
  unavailable,
  unsupportedMedia,
} from './http-problems.js';

/** RFC 9457, plus the id under which the log knows the request. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  request_id: string;
  [fact: string]: unknown;
}

/** An error as the client may see it: its type, what to say, and further members. */
export interface Problem {
  readonly type: ProblemType;
  readonly detail: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a thrown thing means to a client. Whatever is not known to be harmless becomes `internal` and says nothing. */
export function problemOf(error: unknown): Problem {
  if (error instanceof DomainError) return problemOfFact(error);
  if (isDatabaseUnavailable(error)) {
    return { type: unavailable, detail: unavailable.example, headers: { 'retry-after': '2' } };
  }
  if (isStatementTimeout(error)) {
    return {
      type: unavailable,
      detail: 'This took too long. Narrow the request, or try again.',
      headers: { 'retry-after': '5' },
    };
  }
  return problemOfTransport(error) ?? { type: internal, detail: internal.example };
}

function problemOfFact({ type, message, facts }: DomainError): Problem {
  const wait = facts['retry_after'];
  const headers = typeof wait === 'number' ? { 'retry-after': String(wait) } : undefined;
  return { type, detail: message, facts, ...(headers ? { headers } : {}) };
}

/** Errors of Fastify, its plugins and Nest's own, told apart by code or status, never by text. */
function problemOfTransport(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const status = statusIn(error);
  if (code.startsWith('FST_') && code.includes('LIMIT'))
    return {
      type: validationFailed,
      detail: 'The form has too many or too long parts.',
      facts: { errors: [{ field: 'form', message: 'has too many or too long parts' }] },
    };
  if (status === 413)
    return { type: tooLarge, detail: 'The body, or a file in it, is larger than this address takes.' };
  if (status === 415 || status === 406)
    return {
      type: unsupportedMedia,
      detail: 'Send application/json, or multipart/form-data where a file is taken.',
    };
  if (status === 404) return { type: noRoute, detail: 'There is nothing at this address.' };
  if (status === 408) return { type: timeout, detail: timeout.example };
  if (status === 503)
    return {
      type: unavailable,
      detail: 'This instance takes no more requests just now. Try again in a few seconds.',
      headers: { 'retry-after': '2' },
    };
  if (status !== undefined && status >= 400 && status < 500)
    return {
      type: malformed,
      detail: 'The request cannot be read: check its JSON, its headers and its address.',
    };
  return undefined;
}

function statusIn(error: Error): number | undefined {
  if ('statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  if ('getStatus' in error && typeof error.getStatus === 'function')
    return Number((error.getStatus as () => unknown)());
  return undefined;
}

/** The body of an answer that is a problem. */
export function problemDocument(problem: Problem, instance: string, requestId: string): ProblemDocument {
  return {
    type: `/problems/${problem.type.slug}`,
    title: problem.type.title,
    status: statusOf(problem.type),
    detail: problem.detail,
    instance,
    request_id: requestId,
    ...problem.facts,
  };
}
