import autocannon from 'autocannon';

const CONNECTIONS = 10;

/** What a server did under load. Times in milliseconds. */
export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/**
 * Asks for the paths in turn, over ten connections, for some seconds, as fast as it goes or at a rate (requests a second).
 * @throws Error when an answer has another status than `expected`: a fast error is no result
 */
export async function load(
  url: string,
  paths: readonly string[],
  seconds: number,
  {
    headers = {},
    expected = 200,
    rate,
  }: { headers?: Record<string, string>; expected?: number; rate?: number } = {},
): Promise<Load> {
  const times: number[] = [];
  const wrong = new Set<number>();
  const begun = performance.now();
  await new Promise<void>((resolve, reject) => {
    const requests = paths.map((path) => ({ method: 'GET' as const, path, headers }));
    const run = autocannon(
      {
        url,
        connections: CONNECTIONS,
        duration: seconds,
        requests,
        ...(rate === undefined ? {} : { overallRate: rate }),
      },
      (error: unknown) => (error instanceof Error ? reject(error) : resolve()),
    );
    run.on('response', (_client, status, _bytes, milliseconds) => {
      times.push(milliseconds);
      if (status !== expected) wrong.add(status);
    });
  });
  if (wrong.size > 0 || times.length === 0)
    throw new Error(`${url}${paths[0] ?? ''}: answered ${[...wrong].join(', ')}`);
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    perSecond: times.length / ((performance.now() - begun) / 1000),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
  };
}

/** The median of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
