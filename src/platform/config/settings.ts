import { resolve } from 'node:path';
import { z } from 'zod';
import {
  flag,
  isTrustProxy,
  listOf,
  mailbox,
  optional,
  signingKeys,
  url,
  whole,
  withDefault,
} from './setting-fields.js';

/** Every environment variable that the program reads, and nothing else reads the environment. */
const environment = z.object({
  NODE_ENV: withDefault(z.enum(['development', 'test', 'production']), 'development'),
  HOST: optional(z.string()),
  PORT: withDefault(whole(0, 65535), '8001'),
  PUBLIC_URL: optional(url('http:', 'https:')),
  DATA_DIR: withDefault(z.string(), '.data'),
  DATABASE_URL: optional(url('postgres:', 'postgresql:')),
  DATABASE_POOL_SIZE: withDefault(whole(2, 500), '10'),
  DATABASE_DIRECT_URL: optional(url('postgres:', 'postgresql:')),
  REDIS_URL: optional(url('redis:', 'rediss:')),
  SMTP_URL: optional(url('smtp:', 'smtps:')),
  MAIL_FROM: withDefault(mailbox, 'Online Cinema <no-reply@cinema.example>'),
  MAIL_PORT: withDefault(whole(0, 65535), '8025'),
  MAIL_SMTP_PORT: withDefault(whole(0, 65535), '1025'),
  LOG_LEVEL: withDefault(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']), 'info'),
  CORS_ORIGINS: withDefault(listOf(/[\s,]+/), ''),
  TRUST_PROXY: optional(
    z.string().refine(isTrustProxy, {
      error: 'must be true, false, a number of hops, or addresses and networks separated by commas',
    }),
  ),
  BODY_LIMIT: withDefault(whole(1_024, 100_000_000), '1000000'),
  REQUEST_TIMEOUT: withDefault(whole(1, 600), '30'),
  SHUTDOWN_TIMEOUT: withDefault(whole(1, 300), '20'),
  METRICS_TOKEN: optional(z.string()),
  CURRENCY: withDefault(
    z.string().regex(/^[a-z]{3}$/, 'must be a currency code of three lower-case letters, such as usd'),
    'usd',
  ),
  RESPONSE_CACHE: withDefault(flag, 'on'),
  STORAGE_DRIVER: withDefault(z.enum(['local', 's3']), 'local'),
  STORAGE_DIR: optional(z.string()),
  S3_ENDPOINT: optional(url('http:', 'https:')),
  S3_REGION: withDefault(z.string(), 'us-east-1'),
  S3_BUCKET: optional(z.string()),
  S3_ACCESS_KEY_ID: optional(z.string()),
  S3_SECRET_ACCESS_KEY: optional(z.string()),
  JWT_SECRET: optional(z.string()),
  BCRYPT_COST: withDefault(whole(4, 15), '12'),
  RATE_LIMIT_SCALE: withDefault(
    z.coerce
      .number({ error: 'must be a number' })
      .min(0.01, 'must be at least 0.01')
      .max(1_000_000, 'must be at most 1000000'),
    '1',
  ),
  ADMIN_EMAIL: optional(z.email({ error: 'must be an e-mail address' })),
  ADMIN_PASSWORD: optional(z.string()),
  STRIPE_SECRET_KEY: optional(z.string()),
  STRIPE_WEBHOOK_SECRET: optional(z.string()),
  STRIPE_API_URL: optional(url('http:', 'https:')),
  STRIPE_PORT: withDefault(whole(0, 65535), '8026'),
  TELEGRAM_BOT_TOKEN: optional(
    z.string().regex(/^[\w:-]{1,100}$/, 'must be a token as @BotFather gives it out'),
  ),
  TELEGRAM_BOT_NAME: optional(
    z
      .string()
      .transform((name) => name.replace(/^@/, ''))
      .pipe(z.string().regex(/^\w{3,64}$/, 'must be the name of a bot: letters, digits and underscores')),
  ),
  TELEGRAM_BOT_SECRET: optional(z.string()),
  TELEGRAM_WEBHOOK_SECRET: optional(
    z
      .string()
      .regex(/^[\w-]{1,256}$/, 'must be 1 to 256 letters, digits, - and _: Telegram takes nothing else'),
  ),
  TELEGRAM_MODE: withDefault(z.enum(['webhook', 'polling', 'off']), 'webhook'),
  TELEGRAM_API_URL: optional(url('http:', 'https:')),
  TELEGRAM_PORT: withDefault(whole(0, 65535), '8027'),
  PAYMENT_WINDOW_MINUTES: withDefault(whole(1, 1_440), '15'),
  MOVIE_REFUND_DAYS: withDefault(whole(0, 3_650), '14'),
  BONUS_PERCENT: withDefault(whole(0, 100), '10'),
  BONUS_SHARE_PERCENT: withDefault(whole(0, 100), '50'),
  BONUS_EXPIRY_MONTHS: withDefault(whole(1, 120), '12'),
  PROMO_CODES_PER_ORDER: withDefault(whole(1, 10), '1'),
  TRAILER_MINUTES: withDefault(whole(0, 120), '0'),
  MAX_SEAT_STREAMS: withDefault(whole(1, 100_000), '5000'),
  HOLD_MINUTES: withDefault(whole(1, 60), '5'),
  SEATS_PER_HOLD: withDefault(whole(1, 100), '10'),
  SEATS_PER_SCREENING: withDefault(whole(1, 1_000), '20'),
  STRANDING_RULE: withDefault(flag, 'on'),
  SEAT_REFUND_MINUTES: withDefault(whole(0, 10_080), '60'),
  REMINDER_MINUTES: withDefault(whole(0, 10_080), '120'),
  PREORDER_HOURS: withDefault(whole(1, 720), '24'),
  MAX_QUEUE_STREAMS: withDefault(whole(1, 10_000), '200'),
  TICKET_SIGNING_KEYS: optional(signingKeys),
  CHECK_IN_OPENS_MINUTES: withDefault(whole(0, 1_440), '60'),
  CHECK_IN_CLOSES_MINUTES: withDefault(whole(0, 1_440), '30'),
  DUE_REMINDER_DAYS: withDefault(whole(0, 60), '3'),
  REPORT_DAYS: withDefault(whole(1, 3_650), '30'),
  RUN_WORKER: withDefault(flag, 'on'),
  MIGRATIONS: withDefault(z.enum(['apply', 'require'], { error: 'must be apply or require' }), 'apply'),
  DEMO_DATA: withDefault(flag, 'on'),
});

type Environment = z.output<typeof environment>;

/** The names of all variables; `.env.example` explains each. */
export const SETTING_NAMES: readonly string[] = Object.keys(environment.shape);

/** The settings as the program uses them. Sizes are in bytes, times in milliseconds unless a name says otherwise. */
export type Settings = ReturnType<typeof toSettings>;

/** One or more settings are missing, malformed or unsafe; the message names every one of them. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(
      `The settings are not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}\n.env.example explains each setting.`,
    );
    this.name = 'SettingsError';
  }
}

/**
 * Parses environment variables into settings.
 * @throws SettingsError naming every wrong setting at once.
 */
export function parseSettings(variables: Record<string, string | undefined>): Settings {
  const issues = environment.safeParse(variables).error?.issues ?? [];
  const malformed = new Set(issues.map((issue) => String(issue.path[0])));
  const parsed = environment.parse(
    Object.fromEntries(Object.entries(variables).filter(([name]) => !malformed.has(name))),
  );
  const problems: Problem[] = [
    ...issues.map((issue): Problem => [issue.path.join('.'), issue.message]),
    ...[...unusable(parsed), ...missingTogether(parsed), ...unsafeInProduction(parsed)].filter(
      ([name]) => !malformed.has(name),
    ),
  ];
  if (problems.length > 0) throw new SettingsError(problems.map(([name, what]) => `${name}: ${what}`));
  return toSettings(parsed);
}

/** A setting's name and what is wrong with it. Never its value: it may be a secret. */
type Problem = readonly [name: string, what: string];

function unusable(env: Environment): Problem[] {
  const problems: Problem[] = [];
  const weakness = env.JWT_SECRET === undefined ? undefined : weaknessOf(env.JWT_SECRET, 32);
  if (weakness) problems.push(['JWT_SECRET', weakness]);
  if (decimalsOf(env.CURRENCY) !== 2) {
    problems.push(['CURRENCY', 'must be a currency with two decimals: amounts are kept with two']);
  }
  if ((env.ADMIN_EMAIL === undefined) !== (env.ADMIN_PASSWORD === undefined)) {
    problems.push([
      env.ADMIN_EMAIL === undefined ? 'ADMIN_EMAIL' : 'ADMIN_PASSWORD',
      'is needed with the other one',
    ]);
  }
  return problems;
}

function missingTogether(env: Environment): Problem[] {
  const problems: Problem[] = [];
  if (env.STORAGE_DRIVER === 's3') {
    const needed = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
    const missing = needed.filter((name) => env[name] === undefined);
    problems.push(...missing.map((name): Problem => [name, 'is needed with STORAGE_DRIVER=s3']));
  }
  if (env.NODE_ENV !== 'production' && env.STRIPE_SECRET_KEY !== undefined && !env.STRIPE_WEBHOOK_SECRET) {
    problems.push(['STRIPE_WEBHOOK_SECRET', 'is needed with STRIPE_SECRET_KEY']);
  }
  if (env.TELEGRAM_BOT_TOKEN !== undefined && env.TELEGRAM_MODE !== 'off') {
    if (env.TELEGRAM_BOT_NAME === undefined) {
      problems.push(['TELEGRAM_BOT_NAME', 'is needed with TELEGRAM_BOT_TOKEN']);
    }
    if (env.TELEGRAM_MODE === 'webhook' && env.TELEGRAM_WEBHOOK_SECRET === undefined) {
      problems.push([
        'TELEGRAM_WEBHOOK_SECRET',
        'is needed with TELEGRAM_BOT_TOKEN, unless TELEGRAM_MODE=polling',
      ]);
    }
  }
  return problems;
}

function unsafeInProduction(env: Environment): Problem[] {
  if (env.NODE_ENV !== 'production') return [];
  const problems: Problem[] = [];
  for (const name of ['DATABASE_URL', 'REDIS_URL', 'SMTP_URL', 'PUBLIC_URL'] as const) {
    if (env[name] === undefined) problems.push([name, 'is required in production']);
  }
  if (env.DATABASE_URL !== undefined) {
    const weakness = weaknessOf(decodeURIComponent(new URL(env.DATABASE_URL).password), 12);
    if (weakness) problems.push(['DATABASE_URL', `its password ${weakness}`]);
  }
  for (const name of ['JWT_SECRET', 'TICKET_SIGNING_KEYS'] as const) {
    if (env[name] === undefined) problems.push([name, 'is required in production']);
  }
  for (const name of ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'] as const) {
    const secret = env[name];
    const weakness = secret === undefined ? 'is required in production' : weaknessOf(secret, 24);
    if (weakness) problems.push([name, weakness]);
  }
  for (const name of ['TELEGRAM_BOT_SECRET', 'TELEGRAM_WEBHOOK_SECRET'] as const) {
    const secret = env[name];
    const weakness = secret === undefined ? undefined : weaknessOf(secret, 24);
    if (weakness) problems.push([name, weakness]);
  }
  if (env.BCRYPT_COST < 10) problems.push(['BCRYPT_COST', 'must be at least 10 in production']);
  if (env.METRICS_TOKEN !== undefined) {
    const weakness = weaknessOf(env.METRICS_TOKEN, 32);
    if (weakness) problems.push(['METRICS_TOKEN', weakness]);
  }
  if (env.STORAGE_DRIVER === 's3' && env.S3_SECRET_ACCESS_KEY !== undefined) {
    const weakness = weaknessOf(env.S3_SECRET_ACCESS_KEY, 16);
    if (weakness) problems.push(['S3_SECRET_ACCESS_KEY', weakness]);
  }
  return problems;
}

/** Says why a secret is too easy to guess, or undefined when it will do. */
export function weaknessOf(secret: string, minimumLength: number): string | undefined {
  if (secret.length < minimumLength) return `must have at least ${minimumLength} characters`;
  if (/change|secret|password|example|placeholder|default|your[-_]/i.test(secret)) {
    return 'looks like a placeholder: choose a random one';
  }
  if (new Set(secret).size < 8) return 'repeats too few characters: choose a random one';
  return undefined;
}

function toSettings(env: Environment) {
  const embedded = env.DATABASE_URL === undefined;
  const dataDirectory = resolve(env.DATA_DIR);
  const publicUrl = (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, '');
  const catcher = env.SMTP_URL === undefined && embedded && env.NODE_ENV !== 'production';
  return {
    environment: env.NODE_ENV,
    production: env.NODE_ENV === 'production',
    http: {
      host: env.HOST ?? (embedded ? '127.0.0.1' : '0.0.0.0'),
      port: env.PORT,
      publicUrl,
      corsOrigins: env.CORS_ORIGINS,
      trustProxy: trustProxy(env.TRUST_PROXY),
      bodyLimit: env.BODY_LIMIT,
      requestTimeout: env.REQUEST_TIMEOUT * 1000,
      shutdownTimeout: env.SHUTDOWN_TIMEOUT * 1000,
    },
    dataDirectory,
    database: { url: env.DATABASE_URL, directUrl: env.DATABASE_DIRECT_URL, poolSize: env.DATABASE_POOL_SIZE },
    redisUrl: env.REDIS_URL,
    smtpUrl: env.SMTP_URL ?? (catcher ? `smtp://127.0.0.1:${env.MAIL_SMTP_PORT}` : undefined),
    mail: {
      from: env.MAIL_FROM,
      /** Whether mails go to the embedded catcher, which has a page to read them on. */
      catcher,
      pagePort: env.MAIL_PORT,
      smtpPort: env.MAIL_SMTP_PORT,
    },
    logLevel: env.LOG_LEVEL,
    metricsToken: env.METRICS_TOKEN,
    currency: env.CURRENCY,
    responseCache: env.RESPONSE_CACHE,
    storage: {
      driver: env.STORAGE_DRIVER,
      directory: resolve(env.STORAGE_DIR ?? `${dataDirectory}/storage`),
      s3: {
        endpoint: env.S3_ENDPOINT,
        region: env.S3_REGION,
        bucket: env.S3_BUCKET ?? '',
        accessKeyId: env.S3_ACCESS_KEY_ID ?? '',
        secretAccessKey: env.S3_SECRET_ACCESS_KEY ?? '',
      },
    },
    /** How Stripe is reached; undefined where nothing can be paid, and while the stand-in has not been started. */
    stripe:
      env.STRIPE_SECRET_KEY === undefined
        ? undefined
        : {
            secretKey: env.STRIPE_SECRET_KEY,
            webhookSecret: env.STRIPE_WEBHOOK_SECRET ?? '',
            /** Undefined for Stripe's own. */
            apiUrl: env.STRIPE_API_URL,
          },
    stripeStandIn: {
      /** Whether payments go to a stand-in, which has a page to pay on. */
      wanted: env.STRIPE_SECRET_KEY === undefined && embedded && env.NODE_ENV !== 'production',
      port: env.STRIPE_PORT,
    },
    /** The bot; without a token it cannot speak. */
    telegram: {
      token: env.TELEGRAM_MODE === 'off' ? undefined : env.TELEGRAM_BOT_TOKEN,
      /** Without the @. */
      botName: env.TELEGRAM_MODE === 'off' ? undefined : env.TELEGRAM_BOT_NAME,
      /** By which a bot that is a program of its own is known. */
      botSecret: env.TELEGRAM_BOT_SECRET,
      /** By which Telegram is known. */
      webhookSecret: env.TELEGRAM_WEBHOOK_SECRET,
      webhookUrl: `${publicUrl}/telegram/webhook`,
      mode: env.TELEGRAM_MODE,
      /** Undefined for Telegram's own. */
      apiUrl: env.TELEGRAM_API_URL,
    },
    telegramStandIn: {
      /** Whether the bot talks to a stand-in, which has a page for each chat. */
      wanted:
        env.TELEGRAM_BOT_TOKEN === undefined &&
        env.TELEGRAM_MODE !== 'off' &&
        embedded &&
        env.NODE_ENV !== 'production',
      port: env.TELEGRAM_PORT,
    },
    orders: {
      paymentWindow: env.PAYMENT_WINDOW_MINUTES * 60_000,
      movieRefundWindow: env.MOVIE_REFUND_DAYS * 86_400_000,
    },
    bonus: {
      /** How much of the money that is paid comes back as points. */
      percent: env.BONUS_PERCENT,
      /** How much of an order points may pay. */
      sharePercent: env.BONUS_SHARE_PERCENT,
      /** How long points can be used. */
      expiryMonths: env.BONUS_EXPIRY_MONTHS,
    },
    promoCodesPerOrder: env.PROMO_CODES_PER_ORDER,
    /** Of one process. */
    maxSeatStreams: env.MAX_SEAT_STREAMS,
    booking: {
      holdTime: env.HOLD_MINUTES * 60_000,
      seatsPerHold: env.SEATS_PER_HOLD,
      /** Held, ordered and bought, of one person. */
      seatsPerScreening: env.SEATS_PER_SCREENING,
      /** Whether nobody may leave one seat alone between others. */
      strandingRule: env.STRANDING_RULE,
      /** How long before a screening begins its seats can no longer be given back. */
      seatRefundClosesBefore: env.SEAT_REFUND_MINUTES * 60_000,
      /** How long before a screening begins people are reminded of it; 0: they are not. */
      remindBefore: env.REMINDER_MINUTES * 60_000,
    },
    concessions: {
      /** How long what was ordered waits to be picked up: after the last screening of the order, or the payment. */
      preorderTime: env.PREORDER_HOURS * 3_600_000,
      /** Of one process. */
      maxQueueStreams: env.MAX_QUEUE_STREAMS,
    },
    tickets: {
      /** The first signs, all verify; undefined where one is made at the first start. */
      signingKeys: env.TICKET_SIGNING_KEYS,
      /** Before the beginning of a screening. */
      checkInOpens: env.CHECK_IN_OPENS_MINUTES * 60_000,
      /** After its end. */
      checkInCloses: env.CHECK_IN_CLOSES_MINUTES * 60_000,
    },
    distribution: {
      /** How many days before something is due to a distributor moderators are told. */
      dueReminderDays: env.DUE_REMINDER_DAYS,
    },
    reports: {
      /** How long they and their files are kept. */
      keptFor: env.REPORT_DAYS * 86_400_000,
    },
    theatre: { trailerMinutes: env.TRAILER_MINUTES },
    jwtSecret: env.JWT_SECRET,
    bcryptCost: env.BCRYPT_COST,
    rateLimitScale: env.RATE_LIMIT_SCALE,
    admin:
      env.ADMIN_EMAIL !== undefined && env.ADMIN_PASSWORD !== undefined
        ? { email: env.ADMIN_EMAIL, password: env.ADMIN_PASSWORD }
        : undefined,
    runWorker: env.RUN_WORKER,
    /** What a start does where the schema is behind. */
    migrations: env.MIGRATIONS,
    demoData: env.DEMO_DATA && embedded && env.NODE_ENV !== 'production',
  } as const;
}

/** ISO 4217's number of decimals. */
function decimalsOf(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** `true`, `false`, a number of hops, or addresses and networks separated by commas, as Fastify's `trustProxy` takes them. */
function trustProxy(value: string | undefined): boolean | number | string {
  if (value === undefined || value === 'false') return false;
  if (value === 'true') return true;
  return /^\d+$/.test(value) ? Number(value) : value;
}
