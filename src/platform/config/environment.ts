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
export const environment = z.object({
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

export type Environment = z.output<typeof environment>;

/** The names of all variables; `.env.example` explains each. */
export const SETTING_NAMES: readonly string[] = Object.keys(environment.shape);
