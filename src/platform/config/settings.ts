import { resolve } from 'node:path';
import { environment, type Environment } from './environment.js';
import { type Problem, problemsOf } from './environment-problems.js';

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
    ...problemsOf(parsed).filter(([name]) => !malformed.has(name)),
  ];
  if (problems.length > 0) throw new SettingsError(problems.map(([name, what]) => `${name}: ${what}`));
  return toSettings(parsed);
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
        /** Undefined where the machine's own role may use the bucket. */
        credentials:
          env.S3_ACCESS_KEY_ID !== undefined && env.S3_SECRET_ACCESS_KEY !== undefined
            ? { accessKeyId: env.S3_ACCESS_KEY_ID, secretAccessKey: env.S3_SECRET_ACCESS_KEY }
            : undefined,
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

/** `true`, `false`, a number of hops, or addresses and networks separated by commas, as Fastify's `trustProxy` takes them. */
function trustProxy(value: string | undefined): boolean | number | string {
  if (value === undefined || value === 'false') return false;
  if (value === 'true') return true;
  return /^\d+$/.test(value) ? Number(value) : value;
}
