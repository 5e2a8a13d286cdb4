import { CronTask, type CronTaskOptions, type ScheduledTask, scheduleOf } from './cron-task.js';

class Task implements ScheduledTask {
  run(): Promise<void> {
    return Promise.resolve();
  }
}

const nextRun = (options: CronTaskOptions, after: string): string | undefined => {
  class Scheduled extends Task {}
  CronTask(options)(Scheduled);
  return scheduleOf(Scheduled)?.next(new Date(after)).toISOString();
};

describe('The next run of a task', () => {
  it('is so many seconds after the last one', () => {
    expect(nextRun({ name: 'task', everySeconds: 90 }, '2026-03-02T09:00:00.250Z')).toBe(
      '2026-03-02T09:01:30.250Z',
    );
  });

  it.each([
    ['*/15 * * * *', undefined, '2026-03-02T09:00:00Z', '2026-03-02T09:15:00.000Z'],
    ['0 3 * * *', undefined, '2026-03-02T09:00:00Z', '2026-03-03T03:00:00.000Z'],
    ['0 3 * * *', 'Europe/Kyiv', '2026-01-15T09:00:00Z', '2026-01-16T01:00:00.000Z'],
    ['0 3 * * *', 'Europe/Kyiv', '2026-07-15T09:00:00Z', '2026-07-16T00:00:00.000Z'],
    ['30 4 1 * *', 'America/New_York', '2026-02-28T00:00:00Z', '2026-03-01T09:30:00.000Z'],
    ['0 9 * * 1', undefined, '2026-03-02T09:00:00Z', '2026-03-09T09:00:00.000Z'],
    ['*/20 * * * * *', undefined, '2026-03-02T09:00:01Z', '2026-03-02T09:00:20.000Z'],
  ])('of "%s" in %s after %s is %s', (cron, timeZone, after, expected) => {
    expect(nextRun({ name: 'task', cron, ...(timeZone ? { timeZone } : {}) }, after)).toBe(expected);
  });

  it('is once a day, also when the clocks are changed', () => {
    const daily = { name: 'task', cron: '30 2 * * *', timeZone: 'Europe/Berlin' };
    // 2:30 does not exist on March 29, 2026, and exists twice on October 25.
    expect(nextRun(daily, '2026-03-28T01:30:00Z')).toBe('2026-03-29T01:00:00.000Z');
    expect(nextRun(daily, '2026-03-29T01:00:00Z')).toBe('2026-03-30T00:30:00.000Z');
    expect(nextRun(daily, '2026-10-24T00:30:00Z')).toBe('2026-10-25T00:30:00.000Z');
    expect(nextRun(daily, '2026-10-25T00:30:00Z')).toBe('2026-10-26T01:30:00.000Z');
  });

  it('must make sense', () => {
    expect(() => CronTask({ name: 'task', cron: 'every day' })).toThrow();
    expect(() => CronTask({ name: 'task', cron: '0 3 * * *', timeZone: 'Mars/Olympus' })).toThrow();
    expect(() => CronTask({ name: 'task', everySeconds: 0 })).toThrow('at least a second apart');
  });
});
