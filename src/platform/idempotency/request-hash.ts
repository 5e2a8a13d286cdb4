import { createHash } from 'node:crypto';
import { InvalidFieldsError } from '../errors/index.js';

/** No body that we take is anywhere near as deep. */
const MAX_DEPTH = 64;

/** What makes a request the same as another one. */
export interface RepeatableRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** As parsed from JSON; undefined without a body. */
  readonly body: unknown;
}

/**
 * SHA-256 of a request, in hexadecimal: equal for requests that mean the same, whatever the order of their body's members.
 * @throws InvalidFieldsError for a body that is nested too deeply
 */
export function requestHash({ method, url, body }: RepeatableRequest): string {
  const text = JSON.stringify([method, url, canonical(body ?? null, 0)]);
  return createHash('sha256').update(text).digest('hex');
}

function canonical(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH)
    throw new InvalidFieldsError([{ field: 'body', message: `must be at most ${MAX_DEPTH} levels deep` }]);
  if (Array.isArray(value)) return value.map((item) => canonical(item, depth + 1));
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, canonical(member, depth + 1)]));
}
