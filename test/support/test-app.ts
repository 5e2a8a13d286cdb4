import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DiscoveryModule } from '@nestjs/core';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import supertest from 'supertest';
import { AppModule, type RunnableSettings } from '../../src/app.module.js';
import { configureApp, createHttpAdapter } from '../../src/configure-app.js';
import type { Group } from '../../src/platform/auth/index.js';
import { parseSettings } from '../../src/platform/config/index.js';
import { createLogger } from '../../src/platform/observability/index.js';
import { enterTestAccounts } from './test-accounts.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly settings: RunnableSettings;
  /** A client without a token, or signed in with the account of the group. */
  as(group?: Group): ReturnType<typeof supertest.agent>;
  get<T>(token: Type<T>): T;
  close(): Promise<void>;
}

export interface TestAppOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Shared by several applications that are to be instances of one. Otherwise the application has one of its own. */
  readonly database?: TestDatabase;
  readonly configure?: (builder: TestingModuleBuilder) => TestingModuleBuilder;
}

/** The real application on a database of its own; only the outside world stands in. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = options.database ?? (await createTestDatabase());
  const directory = await mkdtemp(join(tmpdir(), 'online-cinema-test-'));
  const settings = parseSettings({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    DATABASE_POOL_SIZE: '8',
    DATA_DIR: directory,
    LOG_LEVEL: 'silent',
    RESPONSE_CACHE: 'off',
    BCRYPT_COST: '4',
    ...options.environment,
  }) as RunnableSettings;
  const builder = Test.createTestingModule({ imports: [AppModule.forRoot(settings), DiscoveryModule] });
  const module = await (options.configure?.(builder) ?? builder).compile();
  const app = module.createNestApplication<NestFastifyApplication>(createHttpAdapter(settings), {
    logger: false,
    bodyParser: true,
    rawBody: true,
  });
  await configureApp(app, settings, createLogger('silent'));
  await app.getHttpAdapter().getInstance().ready();
  const tokenFor = await enterTestAccounts(app, database);
  const server = app.getHttpServer() as Parameters<typeof supertest.agent>[0];
  return {
    app,
    database,
    settings,
    as: (group) => {
      const agent = supertest.agent(server);
      return group ? agent.set('authorization', `Bearer ${tokenFor(group)}`) : agent;
    },
    get: (token) => app.get(token, { strict: false }),
    close: async () => {
      await app.close();
      if (!options.database) await database.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
