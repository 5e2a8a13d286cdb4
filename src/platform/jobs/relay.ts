import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/index.js';
import { Transaction } from '../database/index.js';
import { ChannelListener } from './channel-listener.js';
import { Complaints } from './complaints.js';
import { JobQueue } from './job-queue.js';
import { InjectJobsOptions, type ResolvedJobsOptions } from './jobs.options.js';
import { OUTBOX_CHANNEL, OutboxRepository, type QueuedJob } from './outbox.repository.js';
import { Pause } from './patience.js';

const BATCH = 100;

/**
 * Carries jobs from the outbox to the queue. Every process may have one: rows that one holds are skipped by the others.
 * A row is marked after the queue took it, so that a crash in between hands it over twice, which the queue notices by
 * the id or, later, the delivery by its mark.
 */
@Injectable()
export class Relay {
  private readonly complaints = new Complaints('Relay');
  private readonly pause = new Pause();
  private readonly listener: ChannelListener;
  private running: Promise<void> | undefined;
  private stopped = false;
  private lookedForOverdue = -Infinity;

  constructor(
    private readonly repository: OutboxRepository,
    private readonly queue: JobQueue,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    @InjectJobsOptions() private readonly options: ResolvedJobsOptions,
  ) {
    const url = options.directUrl ?? options.databaseUrl;
    this.listener = new ChannelListener(url, OUTBOX_CHANNEL, () => this.pause.cut(), this.complaints);
  }

  start(): void {
    if (this.stopped) return;
    this.listener.start();
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (!this.running) return;
    this.pause.cut();
    await Promise.all([this.listener.stop(), this.running]);
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.handOverDue();
        await this.handOverOverdue();
      } catch (error) {
        this.complaints.about('Jobs wait in the outbox', error);
      }
      await this.pause.wait(this.options.timing.poll);
    }
  }

  private async handOverDue(): Promise<void> {
    let taken = BATCH;
    while (taken === BATCH && !this.stopped) {
      taken = await this.handOver(() => this.repository.lockDue(this.clock.now(), BATCH));
    }
  }

  private async handOverOverdue(): Promise<void> {
    const patience = this.options.timing.redeliverAfter;
    if (performance.now() - this.lookedForOverdue < patience / 10) return;
    const before = new Date(this.clock.now().getTime() - patience);
    let taken = BATCH;
    while (taken === BATCH && !this.stopped) {
      taken = await this.handOver(() => this.repository.lockOverdue(before, BATCH));
    }
    this.lookedForOverdue = performance.now();
  }

  private handOver(lock: () => Promise<QueuedJob[]>): Promise<number> {
    return this.transaction.run(async () => {
      const jobs = await lock();
      if (jobs.length === 0) return 0;
      await this.queue.add(jobs);
      await this.repository.markDispatched(
        jobs.map((job) => job.id),
        this.clock.now(),
      );
      return jobs.length;
    });
  }
}
