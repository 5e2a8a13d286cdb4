import { createPostgresBackend, runMigrations, withBackend } from 'bullmq';
import { Pool } from 'pg';
import type { Complaints } from './complaints.js';
import type { EntryQueue, EntryWorker, QueueBackend, QueueEntry, WorkerSettings } from './queue-backend.js';

const SCHEMA = 'bullmq';
const { Queue, Worker } = withBackend(createPostgresBackend);

/** The queue in a schema of its own of the PostgreSQL database. */
export class PostgresBackend implements QueueBackend {
  private readonly pool: Pool;

  constructor(url: string, complaints: Complaints) {
    this.pool = new Pool({
      connectionString: url,
      max: 5,
      options: `-c search_path=${SCHEMA}`,
      application_name: 'online-cinema-queue',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 30_000,
    });
    this.pool.on('error', (error) => complaints.about('The queue lost a connection', error));
  }

  async prepare(): Promise<void> {
    const client = await this.pool.connect();
    try {
      await runMigrations(client, SCHEMA);
    } finally {
      client.release();
    }
  }

  createQueue(name: string): EntryQueue {
    return new Queue<QueueEntry>(name, { connection: this.pool, streams: { events: { maxLen: 100 } } });
  }

  createWorker(
    name: string,
    process: (entry: QueueEntry) => Promise<void>,
    settings: WorkerSettings,
  ): EntryWorker {
    return new Worker<QueueEntry>(name, (job) => process(job.data), { connection: this.pool, ...settings });
  }

  async ping(): Promise<void> {
    await this.pool.query('SELECT 1');
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
