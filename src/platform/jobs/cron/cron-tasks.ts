import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { discover } from '../../discovery/index.js';
import { type CronSchedule, scheduleOf, type ScheduledTask } from './cron-task.js';

/** A schedule with what it is for. */
export interface KnownTask extends CronSchedule {
  readonly task: ScheduledTask;
}

/** Which providers are scheduled tasks. */
@Injectable()
export class CronTasks implements OnModuleInit {
  private known: readonly KnownTask[] = [];

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws Error where two tasks have one name: the start ends here */
  onModuleInit(): void {
    const tasks = new Map<string, KnownTask>();
    for (const [provider, schedule] of discover(this.discovery, scheduleOf)) {
      if (tasks.has(schedule.name)) throw new Error(`Two providers are the cron task '${schedule.name}'.`);
      tasks.set(schedule.name, { ...schedule, task: provider as ScheduledTask });
    }
    this.known = [...tasks.values()];
  }

  all(): readonly KnownTask[] {
    return this.known;
  }
}
