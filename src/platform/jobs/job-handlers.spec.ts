import type { Provider } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test, type TestingModule } from '@nestjs/testing';
import { CronTasks } from './cron/cron-tasks.js';
import { CronTask, JobHandler, type JobProcessor, type ScheduledTask } from './index.js';
import { JobHandlers } from './job-handlers.js';

declare module './index.js' {
  interface JobPayloads {
    'test.first': { value: number };
    'test.second': { text: string };
  }
}

@JobHandler('test.first')
class First implements JobProcessor<'test.first'> {
  handle(): Promise<void> {
    return Promise.resolve();
  }
}

@JobHandler('test.second')
class Second implements JobProcessor<'test.second'> {
  handle(): Promise<void> {
    return Promise.resolve();
  }
}

@JobHandler('test.first')
class Rival implements JobProcessor<'test.first'> {
  handle(): Promise<void> {
    return Promise.resolve();
  }
}

@CronTask({ name: 'test-task', everySeconds: 60 })
class Task implements ScheduledTask {
  run(): Promise<void> {
    return Promise.resolve();
  }
}

@CronTask({ name: 'test-task', everySeconds: 3_600 })
class SameName implements ScheduledTask {
  run(): Promise<string> {
    return Promise.resolve('done');
  }
}

const start = async (...providers: Provider[]): Promise<TestingModule> => {
  const module = await Test.createTestingModule({
    imports: [DiscoveryModule],
    providers: [JobHandlers, CronTasks, ...providers],
  }).compile();
  return module.init();
};

describe('Handlers and tasks', () => {
  it('are found among the providers', async () => {
    const module = await start(First, Second, Task);

    expect(module.get(JobHandlers).names()).toEqual(['test.first', 'test.second']);
    expect(module.get(JobHandlers).handlerOf('test.second')).toBe(module.get(Second));
    expect(module.get(CronTasks).all()).toMatchObject([{ name: 'test-task', task: module.get(Task) }]);
  });

  it('may be known under two tokens', async () => {
    const module = await start(First, { provide: 'alias', useExisting: First });
    expect(module.get(JobHandlers).names()).toEqual(['test.first']);
  });

  it('stop the start when two handle one job', async () => {
    await expect(start(First, Rival)).rejects.toThrow("Two providers have @JobHandler('test.first').");
  });

  it('stop the start when two tasks have one name', async () => {
    await expect(start(Task, SameName)).rejects.toThrow("Two providers are the cron task 'test-task'.");
  });

  it('cannot be asked for a job that nobody handles', async () => {
    const module = await start(First);
    expect(() => module.get(JobHandlers).handlerOf('test.second')).toThrow(
      "No provider has @JobHandler('test.second').",
    );
  });

  it('handle the payload of their own job', () => {
    class Wrong {
      handle({ text }: { text: string }): Promise<void> {
        return Promise.reject(new Error(text));
      }
    }
    // @ts-expect-error the payload of test.first has no text
    expect(() => JobHandler('test.first')(Wrong)).not.toThrow();
  });
});
