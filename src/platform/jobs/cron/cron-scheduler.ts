import { randomUUID } from 'node:crypto';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock } from '../../clock/index.js';
import { Complaints } from '../complaints.js';
import { errorText } from '../error-text.js';
import { InjectJobsOptions, type ResolvedJobsOptions } from '../jobs.options.js';
import { Pause, within } from '../patience.js';
import { CronTasksRepository } from './cron-tasks.repository.js';
import { CronTasks, type KnownTask } from './cron-tasks.js';

const TICK_MS = 1_000;
const RETRY_MS = 300_000;

/**
 * Looks each second for tasks that are due. Every process may do so: a task runs where its lease is taken. The lease is
 * prolonged while the task runs, and runs out when the process dies, so that another catches the run up.
 */
@Injectable()
export class CronScheduler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Cron');
  private readonly complaints = new Complaints('Cron');
  private readonly owner = randomUUID();
  private readonly pause = new Pause();
  private readonly running = new Map<string, Promise<void>>();
  private loop: Promise<void> = Promise.resolve();
  private stopped = false;
  private registered = false;
  private renewedAt = 0;

  constructor(
    private readonly tasks: CronTasks,
    private readonly repository: CronTasksRepository,
    private readonly clock: Clock,
    @InjectJobsOptions() private readonly options: ResolvedJobsOptions,
  ) {}

  onApplicationBootstrap(): void {
    if (this.options.work) this.loop = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.pause.cut();
    await this.loop;
    const ending = Promise.all(this.running.values());
    await within(this.options.timing.drain, 'Ending the running tasks', ending).catch((error: unknown) => {
      this.complaints.about(`${[...this.running.keys()].join(', ')} interrupted`, error);
    });
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.tick();
      } catch (error) {
        this.complaints.about('Tasks could not be looked at', error);
      }
      await this.pause.wait(TICK_MS);
    }
  }

  private async tick(): Promise<void> {
    const lease = this.options.timing.cronLease;
    if (!this.registered) {
      const now = this.clock.now();
      await this.repository.register(
        this.tasks.all().map(({ name, next }) => ({ name, nextRunAt: next(now) })),
      );
      this.registered = true;
    }
    if (this.running.size > 0 && performance.now() - this.renewedAt > lease / 3) {
      await this.repository.renew(this.owner, lease);
      this.renewedAt = performance.now();
    }
    const idle = this.tasks.all().filter((task) => !this.running.has(task.name));
    const now = this.clock.now();
    const due = await this.repository.takeDue(
      idle.map((task) => task.name),
      now,
      this.owner,
      lease,
    );
    for (const task of idle.filter(({ name }) => due.includes(name))) {
      const ending = this.execute(task, now).finally(() => this.running.delete(task.name));
      this.running.set(task.name, ending);
    }
  }

  private async execute({ name, next, task }: KnownTask, startedAt: Date): Promise<void> {
    const began = performance.now();
    let result: string | null = null;
    let error: string | null = null;
    try {
      result = (await task.run()) ?? null;
    } catch (problem) {
      error = errorText(problem);
    }
    const took = `${Math.round(performance.now() - began)} ms`;
    if (error === null) this.logger.log(`${name}: ${result ?? 'done'} (${took})`);
    else this.logger.error(`${name} failed: ${error} (${took})`);
    const finishedAt = this.clock.now();
    const regular = next(startedAt);
    const retry = new Date(finishedAt.getTime() + RETRY_MS);
    const nextRunAt = error !== null && retry < regular ? retry : regular;
    try {
      const mine = await this.repository.finish(name, this.owner, { finishedAt, nextRunAt, result, error });
      if (!mine)
        this.logger.warn(`${name} took so long without a sign of life that another process ran it too.`);
    } catch (problem) {
      this.complaints.about(`The end of ${name} could not be recorded`, problem);
    }
  }
}
