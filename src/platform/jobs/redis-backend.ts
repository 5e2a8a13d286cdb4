import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Complaints } from './complaints.js';
import type { EntryQueue, EntryWorker, QueueBackend, QueueEntry, WorkerSettings } from './queue-backend.js';

/** The braces keep all keys of the queue on one node of a Redis Cluster. */
const PREFIX = '{cinema}';
const RECONNECT = {
  retryStrategy: (attempt: number) => Math.min(attempt * 200, 3_000),
  connectTimeout: 5_000,
};

/** The queue on Redis; connections come back by themselves. */
export class RedisBackend implements QueueBackend {
  private connection: Redis | undefined;

  constructor(
    private readonly url: string,
    private readonly complaints: Complaints,
  ) {}

  async prepare(): Promise<void> {
    await this.ping();
  }

  createQueue(name: string): EntryQueue {
    return new Queue<QueueEntry>(name, {
      connection: this.redis(),
      prefix: PREFIX,
      skipVersionCheck: true,
      streams: { events: { maxLen: 100 } },
    });
  }

  createWorker(
    name: string,
    process: (entry: QueueEntry) => Promise<void>,
    settings: WorkerSettings,
  ): EntryWorker {
    return new Worker<QueueEntry>(name, (job) => process(job.data), {
      connection: { url: this.url, ...RECONNECT },
      prefix: PREFIX,
      ...settings,
    });
  }

  async ping(): Promise<void> {
    const redis = this.redis();
    if (redis.status === 'wait') await redis.connect();
    await redis.ping();
  }

  close(): Promise<void> {
    this.connection?.disconnect();
    return Promise.resolve();
  }

  /** Fails at once while Redis is away, rather than keeping commands for later. */
  private redis(): Redis {
    if (!this.connection) {
      this.connection = new Redis(this.url, {
        ...RECONNECT,
        lazyConnect: true,
        enableOfflineQueue: false,
        maxRetriesPerRequest: 1,
        commandTimeout: 5_000,
      });
      this.connection.on('error', (error: Error) => this.complaints.about('Redis does not answer', error));
    }
    return this.connection;
  }
}
