interface PostgresError {
  readonly code: string;
  readonly constraint?: string;
}

const RETRYABLE = new Set(['40001', '40P01']);
const VIOLATIONS = new Set(['23505', '23503', '23514', '23P01']);
const UNAVAILABLE = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
]);
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
]);

/** PostgreSQL's own error inside whatever TypeORM wrapped it in. */
function postgresError(error: unknown): PostgresError | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('driverError' in error) return postgresError(error.driverError);
  return 'code' in error && typeof error.code === 'string' ? (error as PostgresError) : undefined;
}

/** A deadlock or a serialization failure: the same work may well succeed the next time. */
export function isRetryable(error: unknown): boolean {
  return RETRYABLE.has(postgresError(error)?.code ?? '');
}

/** The statement ran longer than it may. */
export function isStatementTimeout(error: unknown): boolean {
  return postgresError(error)?.code === '57014';
}

/** The server cannot be reached, is starting or going, or has no connection to give. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const code = postgresError(error)?.code ?? '';
  if (UNAVAILABLE.has(code) || UNREACHABLE.has(code)) return true;
  return error instanceof Error && POOL_FAILURES.has(error.message);
}

/** pg raises these without any code. */
const POOL_FAILURES = new Set([
  'timeout exceeded when trying to connect',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'Cannot use a pool after calling end on the pool',
]);

/**
 * Turns violations of named constraints into the errors they mean; anything else goes on as it is.
 * @param meanings constraint name → error
 */
export async function translateViolations<T>(
  work: Promise<T>,
  meanings: Readonly<Record<string, () => Error>>,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const violation = postgresError(error);
    const meaning =
      violation && VIOLATIONS.has(violation.code) && violation.constraint !== undefined
        ? meanings[violation.constraint]
        : undefined;
    throw meaning ? meaning() : error;
  }
}
