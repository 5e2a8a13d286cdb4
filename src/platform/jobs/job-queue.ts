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
const PING_PATIENCE_MS = 1_000;
/** How soon a worker asks again for a server that went away: BullMQ's own 15 seconds would be those of a customer who has paid. */
const RETRY_MS = 1_000;

export const QUEUE_BACKEND = Symbol('QueueBackend');

/** What a worker does with the jobs it takes. */
export interface JobConsumer {
  /** Throws to be called again later, and `GivenUpError` not to be. */
  deliver(id: string): Promise<void>;
  /** The queue has let go of the job after a `GivenUpError`. */
  giveUp(id: string, reason: string): Promise<void>;
}

interface RunningJob {
  readonly ended: Promise<void>;
  /** Makes the queue see a failure, whatever the handler goes on doing. */
  readonly interrupt: () => void;
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
  private readonly running = new Set<RunningJob>();
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
      this.worker = this.backend.createWorker(NAME, (entry) => this.track(consumer.deliver(entry.id)), {
        concurrency: CONCURRENCY,
        lockDuration: stalledAfter,
        stalledInterval: stalledAfter,
        maxStalledCount: MAX_ATTEMPTS,
        runRetryDelay: RETRY_MS,
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
    if (worker) await this.end(worker);
    await queue?.close();
  }

  /** A worker waits for its server for ever, so it is asked to say goodbye only where that answers. */
  private async end(worker: EntryWorker): Promise<void> {
    const reachable = await within(PING_PATIENCE_MS, 'Asking the queue', this.backend.ping()).then(
      () => true,
      () => false,
    );
    const ending = reachable
      ? worker.close()
      : Promise.all([...this.running].map((job) => job.ended.catch(() => undefined))).then(() =>
          worker.close(true),
        );
    try {
      await within(this.options.timing.drain, 'Ending the running jobs', ending);
    } catch (error) {
      this.complaints.about('Jobs are interrupted', error);
      for (const job of this.running) job.interrupt();
      await within(PATIENCE_MS, 'Ending the worker', ending).catch((problem: unknown) => {
        this.complaints.about('The worker did not end', problem);
      });
    }
  }

  private track(work: Promise<void>): Promise<void> {
    let interrupt = (): void => undefined;
    const interruption = new Promise<never>((_resolve, reject) => {
      interrupt = () => reject(new Error('Its process was shut down.'));
    });
    const job = { ended: Promise.race([work, interruption]), interrupt };
    this.running.add(job);
    return job.ended.finally(() => this.running.delete(job));
  }
}
