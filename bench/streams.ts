import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { load, type Load, median } from './load.js';
import { signInViewers, spreadOf } from './own-state.js';
import { startApi } from './processes.js';
import type { Result } from './results.js';

const STREAMS = 500;
/** As many as one person may have open. */
const STREAMS_EACH = 10;
const ROUNDS = 3;
/**
 * Streams are sent a sign of life every 25 seconds: a round of these begins in each measurement. Half as long is measured
 * without streams before and after it.
 */
const SECONDS = 26;
const WARM_UP_SECONDS = 5;

/**
 * What five hundred open streams of notifications cost in memory, and those who look at films meanwhile. Memory comes first:
 * where a load has made the heap larger, streams find room that is not seen to be taken.
 */
export async function measureStreams(databaseUrl: string): Promise<Result[]> {
  const metricsToken = randomBytes(32).toString('hex');
  const api = await startApi(databaseUrl, 8_203, {
    RESPONSE_CACHE: 'off',
    RUN_WORKER: 'off',
    RATE_LIMIT_SCALE: '100000',
    LOG_LEVEL: 'error',
    METRICS_TOKEN: metricsToken,
  });
  const streams = new Streams(api.url);
  try {
    const tokens = await signInViewers(databaseUrl, api.url, STREAMS / STREAMS_EACH);
    const before = await settledMemory(api.url, metricsToken);
    await streams.open(tokens);
    const after = await settledMemory(api.url, metricsToken);
    await streams.close();
    const read = (seconds: number): Promise<Load> => load(api.url, ['/movies'], seconds);
    await read(WARM_UP_SECONDS);
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const earlier = await read(SECONDS / 2);
      await streams.open(tokens);
      const during = await read(SECONDS);
      streams.requireOpen();
      await streams.close();
      const later = await read(SECONDS / 2);
      ratios.push((2 * during.perSecond) / (earlier.perSecond + later.perSecond));
    }
    return [
      {
        name: `memory of ${STREAMS} open event streams`,
        value: after - before,
        unit: 'MB',
        target: { atMost: 60 },
      },
      {
        name: `list while ${STREAMS} event streams are open, against none (${spreadOf(ratios)})`,
        value: median(ratios),
        unit: '×',
        target: { atLeast: 0.9 },
      },
    ];
  } finally {
    await streams.close();
    await api.stop();
  }
}

/** Open streams of several people, each on a connection of its own. */
class Streams {
  private readonly opened: { request: ClientRequest; answer: IncomingMessage }[] = [];

  constructor(private readonly url: string) {}

  /** Opens as many as each may have; resolves when all have been sent something. */
  async open(tokens: readonly string[]): Promise<void> {
    for (const token of tokens)
      await Promise.all(Array.from({ length: STREAMS_EACH }, () => this.openOne(token)));
  }

  /** @throws Error when one has ended: then it was not these streams that were measured */
  requireOpen(): void {
    const ended = this.opened.filter(({ answer }) => answer.closed).length;
    if (ended > 0 || this.opened.length === 0)
      throw new Error(`${ended} of ${this.opened.length} streams have ended.`);
  }

  async close(): Promise<void> {
    const closed = this.opened.splice(0).map(
      ({ request: stream, answer }) =>
        new Promise<void>((resolve) => {
          if (answer.closed) return resolve();
          answer.once('close', resolve);
          stream.destroy();
        }),
    );
    await Promise.all(closed);
  }

  private async openOne(token: string): Promise<void> {
    const stream = request(`${this.url}/notifications/stream`, {
      agent: false,
      headers: { authorization: `Bearer ${token}` },
    });
    stream.on('error', () => undefined);
    stream.end();
    const [answer] = (await once(stream, 'response')) as [IncomingMessage];
    answer.on('error', () => undefined);
    this.opened.push({ request: stream, answer });
    if (answer.statusCode !== 200) throw new Error(`A stream was answered with ${answer.statusCode}.`);
    await once(answer, 'data');
    answer.resume();
  }
}

/** What the process holds, in MB, once that has stopped changing. */
async function settledMemory(url: string, token: string): Promise<number> {
  const seen: number[] = [];
  for (let n = 0; n < 40; n += 1) {
    seen.push(await memory(url, token));
    const last = seen.slice(-6);
    if (last.length === 6 && Math.max(...last) - Math.min(...last) < 1) return median(last);
    await wait(500);
  }
  throw new Error(`The memory of the API did not settle: ${seen.map(Math.round).join(', ')} MB.`);
}

async function memory(url: string, token: string): Promise<number> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  const bytes = /^process_resident_memory_bytes (\S+)$/m.exec(await answer.text())?.[1];
  if (bytes === undefined) throw new Error('The API does not say what memory it holds.');
  return Number(bytes) / 2 ** 20;
}
