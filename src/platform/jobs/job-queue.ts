import { Inject, Injectable } from '@nestjs/common';
import { Complaints } from './complaints.js';
import { GivenUpError } from './deliveries.js';
import { InjectJobsOptions, MAX_ATTEMPTS, type ResolvedJobsOptions } from './jobs.options.js';
import type { QueuedJob } from './outbox.repository.js';
import { within } from './patience.js';
import type { EntryQueue, EntryWorker, QueueBackend } from './queue-backend.js';

const NAME = 'jobs';
const CONCURRENCY = 5;
const PATIENCE_MS = 10_000;

export const QUEUE_BACKEND = Symbol('QueueBackend');

/** What a worker does with the jobs it takes. */
export interface JobConsumer {
  /** Throws to be called again later, and `GivenUpError` not to be. */
  deliver(id: string): Promise<void>;
  /** The queue has let go of the job after a `GivenUpError`. */
  giveUp(id: string, reason: string): Promise<void>;
}

/**
 * Spreads jobs over processes, and paces attempts: BullMQ. It knows a job by the id of its row in the outbox, so that
 * one that is added twice is still one, and forgets it at its end; the outbox is what remembers.
 */
@Injectable()
export class JobQueue {
  private readonly complaints = new Complaints('JobQueue');
  private queue: EntryQueue | undefined;
  private worker: EntryWorker | undefined;
  private closed = false;

  constructor(
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    @InjectJobsOptions() private readonly options: ResolvedJobsOptions,
  ) {}

  /** Starts to take jobs and to work on them. Fails, and can be tried again, where the server does not answer. */
  async open(consumer: JobConsumer): Promise<void> {
    const { stalledAfter } = this.options.timing;
    try {
      await this.backend.prepare();
      if (this.closed) throw new Error('The queue is closed.');
      this.queue = this.backend.createQueue(NAME);
      this.queue.on('error', (error) => this.complaints.about('The queue has a problem', error));
      this.worker = this.backend.createWorker(NAME, (entry) => consumer.deliver(entry.id), {
        concurrency: CONCURRENCY,
        lockDuration: stalledAfter,
        stalledInterval: stalledAfter,
        maxStalledCount: MAX_ATTEMPTS,
      });
      this.worker.on('error', (error) => this.complaints.about('The worker has a problem', error));
      this.worker.on('failed', (job, error) => {
        if (!job || !(error instanceof GivenUpError)) return;
        consumer.giveUp(job.data.id, error.message).catch((problem: unknown) => {
          this.complaints.about(`Job ${job.data.id} could not be given up yet`, problem);
        });
      });
      const ready = Promise.all([this.queue.waitUntilReady(), this.worker.waitUntilReady()]);
      await within(PATIENCE_MS, 'Opening the queue', ready);
    } catch (error) {
      await this.release();
      throw error;
    }
  }

  /** Hands jobs over; one that the queue still has is not taken again. */
  async add(jobs: readonly QueuedJob[]): Promise<void> {
    if (!this.queue) throw new Error('The queue is not open.');
    const backoff = { type: 'exponential', delay: this.options.timing.firstRetry };
    await within(
      PATIENCE_MS,
      'Handing jobs to the queue',
      this.queue.addBulk(
        jobs.map(({ id, name }) => ({
          name,
          data: { id },
          // BullMQ refuses ids that are numbers.
          opts: {
            jobId: `outbox-${id}`,
            attempts: MAX_ATTEMPTS,
            backoff,
            removeOnComplete: true,
            removeOnFail: true,
          },
        })),
      ),
    );
  }

  /** Resolves when the server of the queue answers. */
  async ping(): Promise<void> {
    await this.backend.ping();
  }

  /** Takes no more jobs, waits a while for those at work and leaves what is not done then to another process. */
  async close(): Promise<void> {
    this.closed = true;
    await this.release();
    await this.backend.close();
  }

  private async release(): Promise<void> {
    const { queue, worker } = this;
    this.queue = this.worker = undefined;
    try {
      if (worker) await within(this.options.timing.drain, 'Ending the running jobs', worker.close());
    } catch (error) {
      this.complaints.about('Jobs were interrupted', error);
      await worker?.disconnect();
    } finally {
      await queue?.close();
    }
  }
}
