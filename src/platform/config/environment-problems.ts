import type { Environment } from './environment.js';

/** A setting's name and what is wrong with it. Never its value: it may be a secret. */
export type Problem = readonly [name: string, what: string];

/** What is wrong with settings that are well-formed one by one. */
export function problemsOf(env: Environment): Problem[] {
  return [...unusable(env), ...missingTogether(env), ...unsafeInProduction(env)];
}

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
    if (env.S3_BUCKET === undefined) problems.push(['S3_BUCKET', 'is needed with STORAGE_DRIVER=s3']);
  }
  if ((env.S3_ACCESS_KEY_ID === undefined) !== (env.S3_SECRET_ACCESS_KEY === undefined)) {
    const missing = env.S3_ACCESS_KEY_ID === undefined ? 'S3_ACCESS_KEY_ID' : 'S3_SECRET_ACCESS_KEY';
    problems.push([missing, 'is needed with the other one']);
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

/** ISO 4217's number of decimals. */
function decimalsOf(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}
