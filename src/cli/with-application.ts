import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule, type RunnableSettings } from '../app.module.js';
import { configureApp, createHttpAdapter } from '../configure-app.js';
import { loadSettings, type Settings } from '../platform/config/index.js';
import { findEmbeddedPostgres, startEmbeddedPostgres } from '../platform/database/embedded/index.js';
import { readySchema } from '../platform/database/index.js';
import { createLogger, NestLogger } from '../platform/observability/index.js';

/**
 * Runs a command inside the application, on the database of the settings: the one of `DATABASE_URL`, else the embedded one,
 * whether `npm start` runs it at the moment or not. Queued work is left to the workers.
 */
export async function withApplication<T>(work: (app: NestFastifyApplication) => Promise<T>): Promise<T> {
  const settings = loadSettings();
  return withDatabase(settings, async (url) => {
    await readySchema(settings.database.directUrl ?? url, settings.migrations);
    const runnable: RunnableSettings = {
      ...settings,
      runWorker: false,
      database: { ...settings.database, url },
    };
    const logger = createLogger(settings.logLevel === 'info' ? 'warn' : settings.logLevel);
    const app = await NestFactory.create<NestFastifyApplication>(
      AppModule.forRoot(runnable),
      createHttpAdapter(runnable),
      { logger: new NestLogger(logger), abortOnError: false },
    );
    try {
      await configureApp(app, runnable, logger);
      return await work(app);
    } finally {
      await app.close();
    }
  });
}

/** Works on the database of the settings: the one of `DATABASE_URL`, else the embedded one. */
export async function withDatabase<T>(settings: Settings, work: (url: string) => Promise<T>): Promise<T> {
  const { url, release } = await database(settings);
  try {
    return await work(url);
  } finally {
    await release();
  }
}

async function database(settings: Settings): Promise<{ url: string; release: () => Promise<void> }> {
  const running = settings.database.url ?? (await findEmbeddedPostgres(settings.dataDirectory));
  if (running !== undefined) return { url: running, release: () => Promise.resolve() };
  const started = await startEmbeddedPostgres({ directory: settings.dataDirectory });
  return { url: started.url, release: () => started.stop() };
}
