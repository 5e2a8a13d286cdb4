import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Server } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { AppModule, type RunnableSettings } from '../app.module.js';
import { configureApp, createHttpAdapter } from '../configure-app.js';
import type { MailCatcher } from '../integrations/mail/catcher/index.js';
import type { StripeStandIn } from '../integrations/stripe/stand-in/index.js';
import type { TelegramStandIn } from '../integrations/telegram/stand-in/index.js';
import { MailCatcherError } from '../integrations/mail/index.js';
import { StripeStandInError } from '../integrations/stripe/index.js';
import { TelegramStandInError } from '../integrations/telegram/index.js';
import { loadSettings, type Settings, SettingsError } from '../platform/config/index.js';
import {
  type EmbeddedPostgres,
  EmbeddedPostgresError,
  startEmbeddedPostgres,
} from '../platform/database/embedded/index.js';
import { readySchema, SchemaBehindError } from '../platform/database/index.js';
import { createLogger, Health, NestLogger } from '../platform/observability/index.js';
import { banner } from './banner.js';
import { fillWithDemoData } from './demo-data.js';
import { ensureAdmin } from './ensure-admin.js';
import { startStripe } from './stripe.js';
import { startTelegram } from './telegram.js';

/** How long a load balancer is given to notice that this process goes, in production. */
const DRAIN_NOTICE_MS = 2_000;
/** How long connections that proxies keep are still answered by. */
const LAST_ANSWERS_MS = 1_000;

/** What has been started so far. */
interface Running {
  settings?: Settings;
  logger?: Logger;
  postgres?: EmbeddedPostgres;
  mailCatcher?: MailCatcher;
  stripeStandIn?: StripeStandIn | undefined;
  telegramStandIn?: TelegramStandIn | undefined;
  app?: NestFastifyApplication;
}

/**
 * Starts the program and ends it on SIGINT and SIGTERM, also half-way. What a person must mend is said in one message, and
 * the process ends with code 1.
 * @param http whether requests are answered; the worker process answers none
 */
export async function start({ http }: { http: boolean }): Promise<void> {
  const running: Running = {};
  endOnSignals(running);
  try {
    await startParts(running, http);
  } catch (error) {
    await running.app?.close().catch(() => undefined);
    await running.mailCatcher?.stop();
    await running.stripeStandIn?.close();
    await running.telegramStandIn?.close();
    await running.postgres?.stop();
    process.stderr.write(`\n${explain(error)}\n`);
    process.exit(1);
  }
}

async function startParts(running: Running, http: boolean): Promise<void> {
  const settings = (running.settings = loadSettings());
  const logger = (running.logger = createLogger(settings.logLevel));
  if (settings.database.url === undefined) running.postgres = await startEmbedded(settings);
  const url = settings.database.url ?? running.postgres?.url ?? '';
  if (http && settings.mail.catcher) running.mailCatcher = await startCatcher(settings);
  const stripe = http && settings.stripeStandIn.wanted ? await startStripe(settings) : undefined;
  running.stripeStandIn = stripe?.standIn;
  const telegram = http && settings.telegramStandIn.wanted ? await startTelegram(settings) : undefined;
  running.telegramStandIn = telegram?.standIn;
  const runnable: RunnableSettings = {
    ...settings,
    stripe: stripe?.settings ?? settings.stripe,
    telegram: telegram?.settings ?? settings.telegram,
    smtpUrl: running.mailCatcher?.smtpUrl ?? settings.smtpUrl,
    database: { ...settings.database, url },
  };
  await readySchema(settings.database.directUrl ?? url, settings.migrations);
  const app = (running.app = await createApp(runnable, logger));
  if (runnable.demoData) await fillWithDemoData(app);
  await ensureAdmin(app, settings);
  if (http) await app.listen(settings.http.port, settings.http.host);
  process.stdout.write(
    banner(runnable, {
      http,
      embedded: running.postgres !== undefined,
      mailUrl: running.mailCatcher?.url,
      stripeUrl: running.stripeStandIn?.url,
      telegramUrl: running.telegramStandIn?.url,
      seconds: process.uptime(),
    }),
  );
}

function startEmbedded(settings: Settings): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({
    directory: settings.dataDirectory,
    onProgress: (message) => process.stdout.write(`${message}\n`),
  });
}

/** Never on other addresses than this machine's own: whoever reaches it reads everybody's mail. */
async function startCatcher({ mail }: Settings): Promise<MailCatcher> {
  const { startMailCatcher } = await import('../integrations/mail/catcher/index.js');
  return startMailCatcher({ host: '127.0.0.1', smtpPort: mail.smtpPort, httpPort: mail.pagePort });
}

async function createApp(settings: RunnableSettings, logger: Logger): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(settings),
    createHttpAdapter(settings),
    {
      logger: new NestLogger(logger),
      abortOnError: false,
      bufferLogs: false,
      rawBody: true,
    },
  );
  await configureApp(app, settings, logger);
  return app;
}

/** Stops taking requests, lets running ones end, then closes what they used, the database last. */
function endOnSignals(running: Running): void {
  let ending = false;
  const end = async (signal: string): Promise<void> => {
    if (ending) return;
    ending = true;
    const { settings, logger, app, mailCatcher, stripeStandIn, telegramStandIn, postgres } = running;
    logger?.info({ signal }, 'shutting down');
    setTimeout(() => process.exit(1), settings?.http.shutdownTimeout ?? 0).unref();
    app?.get(Health).startDraining();
    if (app && settings?.production) await leaveTheLoadBalancer(app);
    await app?.close();
    await mailCatcher?.stop();
    await stripeStandIn?.close();
    await telegramStandIn?.close();
    await postgres?.stop();
    logger?.flush();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(signal));
}

/**
 * First new requests go elsewhere, then new connections do; what comes by connections that are still open is answered, each with its
 * last answer, so that nothing is sent into a connection that has just been closed.
 */
async function leaveTheLoadBalancer(app: NestFastifyApplication): Promise<void> {
  await delay(DRAIN_NOTICE_MS);
  Server.prototype.close.call(app.getHttpServer());
  await delay(LAST_ANSWERS_MS);
}

function explain(error: unknown): string {
  const forPeople = [
    SettingsError,
    SchemaBehindError,
    EmbeddedPostgresError,
    MailCatcherError,
    StripeStandInError,
    TelegramStandInError,
  ].some((type) => error instanceof type);
  if (forPeople && error instanceof Error) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return 'The port is taken by another program. End that program, or choose another port with PORT=8002.';
  if (code === 'EACCES') return 'This user may not listen on the port. Choose one above 1023 with PORT.';
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') {
    return 'The database of DATABASE_URL does not answer. Check the address, and that the server runs.';
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
