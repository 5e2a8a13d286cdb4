import { Injectable, Logger } from '@nestjs/common';
import { UnrecoverableError } from 'bullmq';
import { Clock } from '../clock/index.js';
import { Database } from '../database/index.js';
import { errorText } from './error-text.js';
import { AlreadyDeliveredError, type JobDelivery } from './job-handler.js';
import { JobHandlers } from './job-handlers.js';
import { MAX_ATTEMPTS } from './jobs.options.js';
import { OutboxRepository, type StartedJob } from './outbox.repository.js';

/** The last attempt has failed: the queue is to let go of the job. */
export class GivenUpError extends UnrecoverableError {}

/** Brings jobs from the queue to their handlers, and what came of it into the outbox. */
@Injectable()
export class Deliveries {
  private readonly logger = new Logger('Jobs');

  constructor(
    private readonly repository: OutboxRepository,
    private readonly handlers: JobHandlers,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes one attempt at a job; does nothing when the job has ended already.
   * @throws GivenUpError when it was the last one and failed
   * @throws Error when it failed and is to be tried again; the text is free of secrets
   */
  async deliver(id: string): Promise<void> {
    const job = await this.repository.begin(id, MAX_ATTEMPTS);
    if (!job) return;
    if (job.attempts > MAX_ATTEMPTS) {
      throw new GivenUpError(`It was begun ${MAX_ATTEMPTS} times and never came to an end.`);
    }
    const delivery = new OutboxDelivery(job, this.repository, this.database, this.clock);
    const started = performance.now();
    try {
      await this.handlers.handlerOf(job.name).handle(job.payload, delivery);
      await this.repository.markDelivered(id, this.clock.now());
      this.logger.debug(`${job.name} ${id}: done in ${Math.round(performance.now() - started)} ms`);
    } catch (error) {
      if (!(error instanceof AlreadyDeliveredError)) await this.fail(job, delivery, errorText(error));
    }
  }

  /** Puts a job on the dead-letter list; only once the queue has let go of it, or it would not take it again. */
  async giveUp(id: string, reason: string): Promise<void> {
    await this.repository.markFailed(id, reason, this.clock.now());
  }

  private async fail(job: StartedJob, delivery: OutboxDelivery, reason: string): Promise<void> {
    const what = `${job.name} ${job.id}: attempt ${job.attempts} of ${MAX_ATTEMPTS} failed: ${reason}`;
    if (!(await this.repository.recordFailure(job.id, reason, delivery.canBeTakenBack))) {
      this.logger.error(`${what} (after its effect had been committed, so it is not tried again)`);
      return;
    }
    if (job.attempts < MAX_ATTEMPTS) {
      this.logger.warn(what);
      throw new Error(reason);
    }
    this.logger.error(`${what}; it is on the dead-letter list now`);
    throw new GivenUpError(reason);
  }
}

class OutboxDelivery implements JobDelivery {
  readonly id: string;
  readonly attempt: number;
  /** The mark was made outside a transaction: it says what was about to happen, not what has. */
  canBeTakenBack = false;

  constructor(
    job: StartedJob,
    private readonly repository: OutboxRepository,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.id = job.id;
    this.attempt = job.attempts;
  }

  async markDelivered(): Promise<void> {
    if (!(await this.repository.markDelivered(this.id, this.clock.now())))
      throw new AlreadyDeliveredError(this.id);
    this.canBeTakenBack = this.database.transaction === undefined;
  }
}
