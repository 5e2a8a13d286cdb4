import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Complaints } from './complaints.js';
import { Deliveries } from './deliveries.js';
import { JobHandlers } from './job-handlers.js';
import { JobQueue } from './job-queue.js';
import { InjectJobsOptions, type ResolvedJobsOptions } from './jobs.options.js';
import { Pause } from './patience.js';
import { Relay } from './relay.js';

const REOPEN_MS = 1_000;

/** Starts the queue with the application and ends it in time: first the relay, then the worker, then connections. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Jobs');
  private readonly complaints = new Complaints('Jobs');
  private readonly pause = new Pause();
  private stopping = false;
  private starting: Promise<void> = Promise.resolve();

  constructor(
    private readonly queue: JobQueue,
    private readonly relay: Relay,
    private readonly deliveries: Deliveries,
    private readonly handlers: JobHandlers,
    @InjectJobsOptions() private readonly options: ResolvedJobsOptions,
  ) {}

  /** The application does not wait for the queue, which may be away for a moment. */
  onApplicationBootstrap(): void {
    if (this.options.work) this.starting = this.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.pause.cut();
    await this.relay.stop();
    await this.queue.close();
    await this.starting;
  }

  private async start(): Promise<void> {
    while (!this.stopping) {
      try {
        await this.queue.open(this.deliveries);
        this.relay.start();
        this.logger.log(`Jobs are worked on: ${this.handlers.names().join(', ') || 'none'}`);
        return;
      } catch (error) {
        this.complain(error);
        await this.pause.wait(REOPEN_MS);
      }
    }
  }

  private complain(error: unknown): void {
    if (!this.stopping) this.complaints.about('The queue cannot be opened yet', error);
  }
}
