import { type BeforeApplicationShutdown, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { CronTask, type ScheduledTask } from '../../../platform/jobs/index.js';
import { MovieStatsService } from './movie-stats.service.js';

/** With the 0.9 s that answers to anonymous readers are kept, lists lag a second behind at most. */
const PAUSE_MS = 100;

/** Adds notes to the counters of films all the time, in every process that works; the task is the net below it. */
@CronTask({ name: 'movie-stats', everySeconds: 60 })
export class MovieStatsTask implements ScheduledTask, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('MovieStats');
  private readonly stop = new AbortController();
  private loop: Promise<void> = Promise.resolve();
  private failing = false;

  constructor(
    private readonly stats: MovieStatsService,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  async run(): Promise<string> {
    return `brought the counters of ${await this.stats.addNotes()} films up to date`;
  }

  onApplicationBootstrap(): void {
    if (this.settings.runWorker) this.loop = this.repeat();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await this.loop;
  }

  private async repeat(): Promise<void> {
    while (!this.stop.signal.aborted) {
      await this.addNotes();
      await delay(PAUSE_MS, undefined, { signal: this.stop.signal }).catch(() => undefined);
    }
  }

  /** A database that is away is complained about once. */
  private async addNotes(): Promise<void> {
    try {
      await this.stats.addNotes();
      this.failing = false;
    } catch (error) {
      if (!this.failing)
        this.logger.warn(`Counters of films could not be brought up to date: ${String(error)}`);
      this.failing = true;
    }
  }
}
