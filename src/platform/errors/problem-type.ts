/** What kind of fact an error states; the kind alone decides the HTTP status. */
export type ErrorKind =
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'method-not-allowed'
  | 'timeout'
  | 'conflict'
  | 'stale'
  | 'too-large'
  | 'unsupported-media'
  | 'invalid'
  | 'too-many'
  | 'internal'
  | 'unavailable';

/** The one place where kinds become statuses. */
export const STATUS_OF_KIND = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  timeout: 408,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  'unsupported-media': 415,
  invalid: 422,
  'too-many': 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>;

/** A kind of error that a client can meet, known by a slug that never changes (RFC 9457 `type`). */
export interface ProblemType {
  readonly slug: string;
  readonly kind: ErrorKind;
  readonly title: string;
  /** For people: what happened and what to do about it. */
  readonly explanation: string;
  /** A `detail` as a client would see it, for the documentation. */
  readonly example: string;
}

const registry = new Map<string, ProblemType>();

/**
 * Declares a problem type; every one is explained at `GET /problems/{slug}`.
 * @throws Error when the slug is taken: two meanings under one slug would break clients.
 */
export function problemType(slug: string, facts: Omit<ProblemType, 'slug'>): ProblemType {
  if (registry.has(slug)) throw new Error(`The problem type "${slug}" is declared twice.`);
  const type: ProblemType = Object.freeze({ slug, ...facts });
  registry.set(slug, type);
  return type;
}

/** All declared problem types, by slug. */
export function problemTypes(): ReadonlyMap<string, ProblemType> {
  return registry;
}

/** The HTTP status of a problem type. */
export function statusOf(type: ProblemType): number {
  return STATUS_OF_KIND[type.kind];
}
