import type { JobsOptions as BullJobOptions } from 'bullmq';

/** What travels through the queue: which row of the outbox is meant, and nothing of what it says. */
export interface QueueEntry {
  readonly id: string;
}

/** As much of BullMQ's `Queue` as is used. */
export interface EntryQueue {
  addBulk(jobs: { name: string; data: QueueEntry; opts: BullJobOptions }[]): Promise<unknown>;
  waitUntilReady(): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

/** As much of BullMQ's `Worker` as is used. */
export interface EntryWorker {
  waitUntilReady(): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: { data: QueueEntry } | undefined, error: Error) => void): unknown;
  close(force?: boolean): Promise<void>;
}

export interface WorkerSettings {
  readonly concurrency: number;
  readonly lockDuration: number;
  readonly stalledInterval: number;
  readonly maxStalledCount: number;
  /** The pause after which a server that did not answer is asked again. */
  readonly runRetryDelay?: number;
}

/** The server that BullMQ keeps the queue on, and the connections to it. */
export interface QueueBackend {
  /** Makes the server ready for queues; can be tried again when it fails. */
  prepare(): Promise<void>;
  createQueue(name: string): EntryQueue;
  createWorker(
    name: string,
    process: (entry: QueueEntry) => Promise<void>,
    settings: WorkerSettings,
  ): EntryWorker;
  /** Resolves when the server answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
