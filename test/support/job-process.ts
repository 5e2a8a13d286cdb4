import { Global, Module, type Provider, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Clock, ClockModule } from '../../src/platform/clock/index.js';
import { DatabaseModule, Transaction } from '../../src/platform/database/index.js';
import {
  type JobName,
  type JobPayloads,
  JobsModule,
  type JobsTiming,
  Outbox,
} from '../../src/platform/jobs/index.js';
import { Health, Metrics } from '../../src/platform/observability/index.js';
import { redisIsInstalled, startTestRedis, type TestRedis } from './redis-server.js';
import type { TestDatabase } from './test-database.js';

/** A clock that stands until it is moved. */
export class StandingClock extends Clock {
  constructor(private current = new Date('2026-03-02T09:00:00Z')) {
    super();
  }

  override now(): Date {
    return this.current;
  }

  advance(seconds: number): void {
    this.current = new Date(this.current.getTime() + seconds * 1_000);
  }
}

@Global()
@Module({ providers: [Health, Metrics], exports: [Health, Metrics] })
class Observers {}

export interface JobProcessOptions {
  readonly databaseUrl: string;
  readonly redisUrl?: string | undefined;
  readonly work?: boolean;
  readonly timing?: Partial<JobsTiming>;
  readonly clock?: Clock;
  readonly providers?: Provider[];
}

/** One instance of the program, as far as jobs are concerned. */
export interface JobProcess {
  get<T>(token: Type<T>): T;
  /** Adds a job in a transaction of its own. */
  add<Name extends JobName>(
    name: Name,
    payload: JobPayloads[Name],
    options?: { notBefore?: Date },
  ): Promise<string>;
  close(): Promise<void>;
}

export async function startJobProcess(options: JobProcessOptions): Promise<JobProcess> {
  const { databaseUrl, redisUrl, work = true } = options;
  const timing = { firstRetry: 10, ...options.timing };
  const builder = Test.createTestingModule({
    imports: [
      ClockModule,
      Observers,
      DatabaseModule.forRoot(databaseUrl, 8),
      JobsModule.forRoot({ databaseUrl, redisUrl, work, timing }),
    ],
    providers: options.providers ?? [],
  });
  if (options.clock) builder.overrideProvider(Clock).useValue(options.clock);
  const module = await builder.compile();
  module.useLogger(false);
  await module.init();
  return {
    get: (token) => module.get(token, { strict: false }),
    add: (name, payload, whenever) =>
      module
        .get(Transaction, { strict: false })
        .run(() => module.get(Outbox, { strict: false }).add(name, payload, whenever)),
    close: () => module.close(),
  };
}

/** A server that the queue can be kept on. */
export interface TestBackend {
  readonly name: string;
  start(): Promise<void>;
  /** What processes are given; undefined on PostgreSQL. */
  redisUrl(): string | undefined;
  /** Makes the server forget every job. */
  lose(database: TestDatabase): Promise<void>;
  close(): Promise<void>;
}

/** Both backends, or PostgreSQL alone where Redis is not installed. */
export function testBackends(suite: string): TestBackend[] {
  const postgres: TestBackend = {
    name: 'PostgreSQL',
    start: () => Promise.resolve(),
    redisUrl: () => undefined,
    lose: async (database) => {
      await database.query('DELETE FROM bullmq.job');
    },
    close: () => Promise.resolve(),
  };
  if (!redisIsInstalled(`${suite} on Redis`)) return [postgres];
  let redis: TestRedis | undefined;
  return [
    postgres,
    {
      name: 'Redis',
      start: async () => {
        redis = await startTestRedis();
      },
      redisUrl: () => redis?.url,
      lose: async () => {
        await redis?.client.flushall();
      },
      close: async () => {
        await redis?.close();
      },
    },
  ];
}
