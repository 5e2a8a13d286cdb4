import 'reflect-metadata';
import { Injectable } from '@nestjs/common';
import { CronTime } from 'cron';

const CRON_TASK = Symbol('CronTask');

/** When a task runs. */
export type CronTaskOptions = {
  /** Its name in the table of tasks; another name is another task. */
  readonly name: string;
} & (
  | { readonly everySeconds: number }
  /** Five or six fields (with seconds); the time zone is UTC unless another is named. */
  | { readonly cron: string; readonly timeZone?: string }
);

/** Work that is done regularly, on one instance at a time. Twice in a row must do no harm. */
export interface ScheduledTask {
  /** @returns what was done, for the log and the table of tasks */
  run(): Promise<string> | Promise<void>;
}

/** A task's name and the first time after another at which it is to run. */
export interface CronSchedule {
  readonly name: string;
  readonly next: (after: Date) => Date;
}

type TaskClass = new (...dependencies: never[]) => ScheduledTask;

/**
 * Makes a class a scheduled task; listed among the providers of any module it is found at the start. A run that was
 * missed is caught up once; one that failed is tried again after five minutes, if its next time is not sooner.
 * @throws Error when the schedule is not valid
 */
export function CronTask(options: CronTaskOptions): (target: TaskClass) => void {
  const schedule: CronSchedule = { name: options.name, next: nextRun(options) };
  return (target) => {
    Injectable()(target);
    Reflect.defineMetadata(CRON_TASK, schedule, target);
  };
}

/** The schedule of a class, if it is a task. */
export function scheduleOf(type: object): CronSchedule | undefined {
  return Reflect.getMetadata(CRON_TASK, type) as CronSchedule | undefined;
}

function nextRun(options: CronTaskOptions): (after: Date) => Date {
  if ('everySeconds' in options) {
    const { everySeconds } = options;
    if (!(everySeconds >= 1))
      throw new Error(`The cron task ${options.name} must be at least a second apart.`);
    return (after) => new Date(after.getTime() + everySeconds * 1_000);
  }
  const timeZone = options.timeZone ?? 'UTC';
  const time = new CronTime(options.cron, timeZone);
  return (after) => time.getNextDateFrom(after, timeZone).toJSDate();
}
