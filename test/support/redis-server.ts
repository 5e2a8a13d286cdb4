import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';

const START_MS = 10_000;

/** A Redis of a test's own, on a free port, without anything on disk. */
export interface TestRedis {
  readonly url: string;
  readonly client: Redis;
  /** Stops the server; `start` brings it back on the same port, empty. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Ends it for good. */
  close(): Promise<void>;
}

/** Whether this machine has a Redis to start. Without one, `what` is said to be left out. */
export function redisIsInstalled(what: string): boolean {
  const installed = spawnSync('redis-server', ['--version']).status === 0;
  if (!installed) process.stdout.write(`NOT RUN, redis-server is not installed: ${what}\n`);
  return installed;
}

export async function startTestRedis(): Promise<TestRedis> {
  const port = await freePort();
  const client = new Redis({ host: '127.0.0.1', port, lazyConnect: true, retryStrategy: () => 50 });
  client.on('error', () => undefined);
  let server = launch(port);
  const stop = async (): Promise<void> => {
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };
  const redis: TestRedis = {
    url: `redis://127.0.0.1:${port}`,
    client,
    stop,
    start: async () => {
      server = launch(port);
      await answering(client);
    },
    close: async () => {
      client.disconnect();
      if (server.exitCode === null && server.signalCode === null) await stop();
    },
  };
  await client.connect().catch(() => undefined);
  await answering(client);
  return redis;
}

function launch(port: number): ReturnType<typeof spawn> {
  const nothingOnDisk = ['--save', '', '--appendonly', 'no'];
  return spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', ...nothingOnDisk], {
    stdio: 'ignore',
  });
}

async function answering(client: Redis): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (client.status !== 'ready') {
    if (Date.now() > deadline) throw new Error('The Redis of the test does not answer.');
    await delay(20);
  }
  await client.ping();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
