import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SETTING_NAMES } from './environment.js';
import { weaknessOf } from './environment-problems.js';
import { parseSettings, SettingsError } from './settings.js';

const PRODUCTION = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://cinema:kV7-qX2mZp4w@db:5432/cinema',
  REDIS_URL: 'redis://cache:6379',
  SMTP_URL: 'smtps://mail.example:465',
  PUBLIC_URL: 'https://cinema.example',
  JWT_SECRET: 'kV7-qX2mZp4wkV7-qX2mZp4wkV7-qX2mQ',
  TICKET_SIGNING_KEYS: '2026a:5kYf2rXw0V1cQm8Zt7uJp3Ls6NbGhEoD9aKiWyTxRvU=',
  STRIPE_SECRET_KEY: 'sk_live_4eC39HqLyjWDarjtT1zdp7dc',
  STRIPE_WEBHOOK_SECRET: 'whsec_9fK2mQ7xTz4LbV8nRp3YcW6h',
};

function problemsOf(variables: Record<string, string>): readonly string[] {
  try {
    parseSettings(variables);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('need no variable at all', () => {
    expect(parseSettings({})).toEqual({
      environment: 'development',
      production: false,
      http: {
        host: '127.0.0.1',
        port: 8001,
        publicUrl: 'http://localhost:8001',
        corsOrigins: [],
        trustProxy: false,
        bodyLimit: 1_000_000,
        requestTimeout: 30_000,
        shutdownTimeout: 20_000,
      },
      dataDirectory: resolve('.data'),
      database: { url: undefined, directUrl: undefined, poolSize: 10 },
      redisUrl: undefined,
      smtpUrl: 'smtp://127.0.0.1:1025',
      mail: {
        from: { name: 'Online Cinema', address: 'no-reply@cinema.example' },
        catcher: true,
        pagePort: 8025,
        smtpPort: 1025,
      },
      logLevel: 'info',
      metricsToken: undefined,
      currency: 'usd',
      responseCache: true,
      storage: {
        driver: 'local',
        directory: resolve('.data/storage'),
        s3: { endpoint: undefined, region: 'us-east-1', bucket: '', credentials: undefined },
      },
      stripe: undefined,
      stripeStandIn: { wanted: true, port: 8026 },
      telegram: {
        token: undefined,
        botName: undefined,
        botSecret: undefined,
        webhookSecret: undefined,
        webhookUrl: 'http://localhost:8001/telegram/webhook',
        mode: 'webhook',
        apiUrl: undefined,
      },
      telegramStandIn: { wanted: true, port: 8027 },
      orders: { paymentWindow: 900_000, movieRefundWindow: 1_209_600_000 },
      bonus: { percent: 10, sharePercent: 50, expiryMonths: 12 },
      booking: {
        holdTime: 300_000,
        seatsPerHold: 10,
        seatsPerScreening: 20,
        strandingRule: true,
        seatRefundClosesBefore: 3_600_000,
        remindBefore: 7_200_000,
      },
      concessions: { preorderTime: 86_400_000, maxQueueStreams: 200 },
      promoCodesPerOrder: 1,
      maxSeatStreams: 5_000,
      tickets: { signingKeys: undefined, checkInOpens: 3_600_000, checkInCloses: 1_800_000 },
      distribution: { dueReminderDays: 3 },
      reports: { keptFor: 2_592_000_000 },
      theatre: { trailerMinutes: 0 },
      jwtSecret: undefined,
      bcryptCost: 12,
      rateLimitScale: 1,
      admin: undefined,
      runWorker: true,
      migrations: 'apply',
      demoData: true,
    });
  });

  it('take an empty variable for one that is not set', () => {
    const allEmpty = Object.fromEntries(SETTING_NAMES.map((name) => [name, '']));
    const allBlank = Object.fromEntries(SETTING_NAMES.map((name) => [name, ' ']));

    expect(parseSettings(allEmpty)).toEqual(parseSettings({}));
    expect(parseSettings(allBlank)).toEqual(parseSettings({}));
  });

  it('follow from each other', () => {
    const settings = parseSettings({
      DATABASE_URL: 'postgres://u:p@db/cinema',
      PORT: '9000',
      DATA_DIR: '/srv/cinema',
      CORS_ORIGINS: 'https://a.example, https://b.example',
      RUN_WORKER: '0',
    });

    expect(settings.http).toMatchObject({
      host: '0.0.0.0',
      publicUrl: 'http://localhost:9000',
      corsOrigins: ['https://a.example', 'https://b.example'],
    });
    expect(settings.storage.directory).toBe('/srv/cinema/storage');
    expect(settings.runWorker).toBe(false);
    expect(parseSettings({ PUBLIC_URL: 'https://c.example//' }).http.publicUrl).toBe('https://c.example');
  });

  it.each([
    ['NODE_ENV', 'staging'],
    ['PORT', 'http'],
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['PUBLIC_URL', 'cinema.example'],
    ['PUBLIC_URL', 'ftp://cinema.example'],
    ['DATABASE_URL', 'mysql://u:p@db/cinema'],
    ['DATABASE_URL', 'postgres://u:100%@db/cinema'],
    ['DATABASE_POOL_SIZE', '1'],
    ['DATABASE_DIRECT_URL', 'db:5432'],
    ['REDIS_URL', 'http://cache'],
    ['SMTP_URL', 'mail.example:25'],
    ['MAIL_FROM', 'Online Cinema'],
    ['MAIL_FROM', 'Cinema <no-reply>'],
    ['MAIL_FROM', 'Cinema <a@b.example> <c@d.example>'],
    ['MAIL_FROM', 'Cinema\r\nBcc: x <a@b.example>'],
    ['MAIL_FROM', 'a@b.example\r\nBcc:c@d.example'],
    ['MAIL_PORT', '70000'],
    ['MAIL_SMTP_PORT', 'smtp'],
    ['JWT_SECRET', 'short'],
    ['JWT_SECRET', 'change-me-change-me-change-me-change-me'],
    ['TICKET_SIGNING_KEYS', 'a:c2hvcnQ='],
    ['TICKET_SIGNING_KEYS', '5kYf2rXw0V1cQm8Zt7uJp3Ls6NbGhEoD9aKiWyTxRvU='],
    ['TICKET_SIGNING_KEYS', `a:${'A'.repeat(43)}=`],
    ['CHECK_IN_OPENS_MINUTES', '-1'],
    ['CHECK_IN_CLOSES_MINUTES', '1441'],
    ['BCRYPT_COST', '3'],
    ['BCRYPT_COST', '16'],
    ['RATE_LIMIT_SCALE', '0'],
    ['RATE_LIMIT_SCALE', 'many'],
    ['ADMIN_EMAIL', 'admin'],
    ['LOG_LEVEL', 'loud'],
    ['TRUST_PROXY', 'yes'],
    ['TRUST_PROXY', '-1'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', '10.0.0.1, proxy.example'],
    ['BODY_LIMIT', '1000000000'],
    ['REQUEST_TIMEOUT', '0'],
    ['SHUTDOWN_TIMEOUT', 'soon'],
    ['CURRENCY', 'USD'],
    ['RESPONSE_CACHE', 'yes'],
    ['STORAGE_DRIVER', 'ftp'],
    ['S3_ENDPOINT', 'minio:9000'],
    ['TELEGRAM_BOT_TOKEN', '12 34'],
    ['TELEGRAM_BOT_NAME', 'online cinema'],
    ['TELEGRAM_WEBHOOK_SECRET', 'a word'],
    ['TELEGRAM_MODE', 'fax'],
    ['TELEGRAM_API_URL', 'api.telegram.org'],
    ['TELEGRAM_PORT', '70000'],
    ['DEMO_DATA', 'maybe'],
  ])('refuse %s=%s and name it', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name}: \\w`))]);
  });

  it('name everything that is wrong at once, in one message that shows no value', () => {
    const wrong = {
      NODE_ENV: 'production',
      PORT: 'http',
      DATABASE_URL: 'postgres://cinema:hunter2@db/cinema',
      REDIS_URL: 'cache.internal',
      METRICS_TOKEN: 'metrics-hunter2',
      STORAGE_DRIVER: 's3',
      S3_ACCESS_KEY_ID: 'somebody',
    };

    const problems = problemsOf(wrong);

    expect(problems.map((problem) => problem.split(':')[0]).toSorted()).toEqual([
      'DATABASE_URL',
      'JWT_SECRET',
      'METRICS_TOKEN',
      'PORT',
      'PUBLIC_URL',
      'REDIS_URL',
      'S3_BUCKET',
      'S3_SECRET_ACCESS_KEY',
      'SMTP_URL',
      'STRIPE_SECRET_KEY',
      'STRIPE_WEBHOOK_SECRET',
      'TICKET_SIGNING_KEYS',
    ]);
    const { message } = new SettingsError(problems);
    for (const problem of problems) expect(message).toContain(`\n  - ${problem}\n`);
    expect(message).not.toMatch(/hunter2|cache\.internal/);
  });

  it.each([
    [undefined, false],
    ['false', false],
    ['true', true],
    ['0', 0],
    ['2', 2],
    ['10.0.0.1', '10.0.0.1'],
    ['loopback, 10.0.0.0/8, fd00::/8', 'loopback, 10.0.0.0/8, fd00::/8'],
  ])('read TRUST_PROXY=%s as %j', (value, meaning) => {
    expect(parseSettings({ TRUST_PROXY: value }).http.trustProxy).toBe(meaning);
  });

  it.each([
    ['a@b.example', { name: '', address: 'a@b.example' }],
    ['Kino am Eck <post@kino.example>', { name: 'Kino am Eck', address: 'post@kino.example' }],
    ['"Cinema, Berlin" <post@kino.example>', { name: 'Cinema, Berlin', address: 'post@kino.example' }],
    ['<post@kino.example>', { name: '', address: 'post@kino.example' }],
  ])('read MAIL_FROM=%s', (value, sender) => {
    expect(parseSettings({ MAIL_FROM: value }).mail.from).toEqual(sender);
  });

  it.each([
    [{}, true],
    [{ SMTP_URL: 'smtp://mail.example' }, false],
    [{ DATABASE_URL: 'postgres://u:p@db/cinema' }, false],
  ])('of %j: embedded mail catcher %s', (variables: Record<string, string>, catcher) => {
    expect(parseSettings(variables).mail.catcher).toBe(catcher);
  });

  it.each([
    [{}, true],
    [{ DEMO_DATA: 'off' }, false],
    [{ DATABASE_URL: 'postgres://u:p@db/cinema', DEMO_DATA: 'on' }, false],
    [{ ...PRODUCTION, DEMO_DATA: 'on' }, false],
  ])('of %j: demo data %s', (variables: Record<string, string>, demoData) => {
    expect(parseSettings(variables).demoData).toBe(demoData);
  });
});

describe('the currency', () => {
  it.each(['jpy', 'kwd'])('cannot be %s, whose amounts have not two decimals', (currency) => {
    expect(problemsOf({ CURRENCY: currency })).toEqual([
      'CURRENCY: must be a currency with two decimals: amounts are kept with two',
    ]);
  });

  it.each(['usd', 'eur', 'uah'])('can be %s', (currency) => {
    expect(parseSettings({ CURRENCY: currency })).toMatchObject({ currency });
  });
});

describe('payments', () => {
  const KEYS = { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' };

  it('go to Stripe where its keys are known, and to the stand-in only beside the embedded database', () => {
    expect(parseSettings({ ...KEYS, STRIPE_API_URL: 'http://127.0.0.1:9' })).toMatchObject({
      stripe: { secretKey: 'sk_test_1', webhookSecret: 'whsec_1', apiUrl: 'http://127.0.0.1:9' },
      stripeStandIn: { wanted: false },
    });
    expect(parseSettings({ DATABASE_URL: 'postgres://cinema@db/cinema' })).toMatchObject({
      stripe: undefined,
      stripeStandIn: { wanted: false },
    });
  });

  it('need both keys', () => {
    expect(problemsOf({ STRIPE_SECRET_KEY: 'sk_test_1' })).toEqual([
      'STRIPE_WEBHOOK_SECRET: is needed with STRIPE_SECRET_KEY',
    ]);
  });
});

describe('Telegram', () => {
  const BOT = { TELEGRAM_BOT_TOKEN: '123:abcdefgh', TELEGRAM_BOT_NAME: '@our_bot' };

  it('is the real one where there is a token, and a stand-in only beside the embedded database', () => {
    expect(parseSettings({ ...BOT, TELEGRAM_WEBHOOK_SECRET: 'word' })).toMatchObject({
      telegram: { token: '123:abcdefgh', botName: 'our_bot', webhookSecret: 'word', mode: 'webhook' },
      telegramStandIn: { wanted: false },
    });
    expect(parseSettings({ DATABASE_URL: 'postgres://cinema@db/cinema' }).telegramStandIn.wanted).toBe(false);
    expect(parseSettings({ TELEGRAM_MODE: 'off' }).telegramStandIn.wanted).toBe(false);
    expect(parseSettings({ ...BOT, TELEGRAM_MODE: 'off' }).telegram).toMatchObject({
      token: undefined,
      botName: undefined,
    });
  });

  it('needs a name, and a word by which it is known where it calls us', () => {
    expect(problemsOf({ TELEGRAM_BOT_TOKEN: '123:abcdefgh' })).toEqual([
      'TELEGRAM_BOT_NAME: is needed with TELEGRAM_BOT_TOKEN',
      'TELEGRAM_WEBHOOK_SECRET: is needed with TELEGRAM_BOT_TOKEN, unless TELEGRAM_MODE=polling',
    ]);
    expect(problemsOf({ ...BOT, TELEGRAM_MODE: 'polling' })).toEqual([]);
  });

  it.each(['TELEGRAM_BOT_SECRET', 'TELEGRAM_WEBHOOK_SECRET'])('has no weak %s in production', (name) => {
    expect(problemsOf({ ...PRODUCTION, [name]: 'aB3-xY7_q' })).toEqual([
      `${name}: must have at least 24 characters`,
    ]);
    expect(
      problemsOf({ ...PRODUCTION, ...BOT, TELEGRAM_WEBHOOK_SECRET: 'kV7-qX2mZp4wkV7-qX2mZp4w' }),
    ).toEqual([]);
  });
});

describe('the keys of tickets', () => {
  const seed = (byte: number): string =>
    Buffer.from(Array.from({ length: 32 }, (_, at) => (byte + at * 7) % 256)).toString('base64');

  it('are read in their order', () => {
    const { tickets } = parseSettings({ TICKET_SIGNING_KEYS: `b:${seed(2)}, a:${seed(1)}` });

    expect(tickets.signingKeys?.map(({ id, seed: bytes }) => `${id}:${bytes.toString('base64')}`)).toEqual([
      `b:${seed(2)}`,
      `a:${seed(1)}`,
    ]);
  });

  it.each([
    ['have a name each', `a:${seed(1)},a:${seed(2)}`],
    ['are none without their names', seed(1)],
    ['are whole', `a:${seed(1)},`],
  ])('%s, and are not shown where they are wrong', (_, keys) => {
    const [problem] = problemsOf({ TICKET_SIGNING_KEYS: keys });

    expect(problem).toMatch(/^TICKET_SIGNING_KEYS: /);
    expect(problem).not.toContain(seed(1).slice(0, 20));
  });
});

describe('production', () => {
  it('starts with what it needs', () => {
    expect(parseSettings(PRODUCTION)).toMatchObject({ production: true, http: { host: '0.0.0.0' } });
  });

  it.each([
    'DATABASE_URL',
    'REDIS_URL',
    'SMTP_URL',
    'PUBLIC_URL',
    'STRIPE_SECRET_KEY',
    'STRIPE_WEBHOOK_SECRET',
    'TICKET_SIGNING_KEYS',
  ])('does not start without %s', (name) => {
    expect(problemsOf({ ...PRODUCTION, [name]: '' })).toEqual([`${name}: is required in production`]);
  });

  it.each([
    ['DATABASE_URL', 'postgres://cinema@db/cinema', /^DATABASE_URL: its password must have at least 12 char/],
    ['DATABASE_URL', 'postgres://cinema:kV7-qX2mZp4@db/cinema', /at least 12 characters/],
    ['DATABASE_URL', 'postgres://cinema:change-me-please@db/cinema', /looks like a placeholder/],
    ['DATABASE_URL', 'postgres://cinema:ch%61nge-me-please@db/cinema', /looks like a placeholder/],
    ['DATABASE_URL', 'postgres://cinema:abababababababab@db/cinema', /repeats too few characters/],
    ['METRICS_TOKEN', 'kV7-qX2mZp4wkV7-qX2mZp4wkV7-qX2', /^METRICS_TOKEN: must have at least 32 characters/],
    ['METRICS_TOKEN', 'my-secret-kV7-qX2mZp4wkV7-qX2mZp4w', /looks like a placeholder/],
    ['METRICS_TOKEN', '0'.repeat(40), /repeats too few characters/],
    ['STRIPE_SECRET_KEY', 'sk_live_short', /^STRIPE_SECRET_KEY: must have at least 24 characters/],
    ['STRIPE_WEBHOOK_SECRET', 'whsec_change-me-change-me-please', /looks like a placeholder/],
  ])('does not start with %s=%s', (name, value, problem) => {
    expect(problemsOf({ ...PRODUCTION, [name]: value })).toEqual([expect.stringMatching(problem)]);
  });

  it('does not start with a weak secret for S3, where S3 is used', () => {
    const keys = { S3_BUCKET: 'films', S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'minioadmin' };

    expect(problemsOf({ ...PRODUCTION, ...keys, STORAGE_DRIVER: 's3' })).toEqual([
      expect.stringMatching(/^S3_SECRET_ACCESS_KEY: must have at least 16 characters/),
    ]);
    expect(problemsOf({ ...PRODUCTION, ...keys })).toEqual([]);
  });

  it('leaves weak secrets alone elsewhere', () => {
    expect(problemsOf({ DATABASE_URL: 'postgres://u:p@db/cinema', METRICS_TOKEN: 'secret' })).toEqual([]);
  });
});

it.each([
  ['abcdefg', 8, false],
  ['kV7-qX2m', 8, true],
  ['kV7-qX2k', 8, false],
  ['Your_token-1x', 8, false],
])('weaknessOf(%s, %i) lets it pass: %s', (secret, length, passes) => {
  expect(weaknessOf(secret, length) === undefined).toBe(passes);
});

describe('.env.example', () => {
  const lines = readFileSync('.env.example', 'utf8').matchAll(/^#?([A-Z][A-Z0-9_]*)=(.*)$/gm);
  const examples = new Map([...lines].map(([, name = '', value = '']) => [name, value]));

  it('explains every setting, and no other', () => {
    expect([...examples.keys()].toSorted()).toEqual([...SETTING_NAMES].toSorted());
  });

  it('shows the defaults, or else something that would do', () => {
    const withoutDefault = [
      'CORS_ORIGINS',
      'DATABASE_URL',
      'REDIS_URL',
      'SMTP_URL',
      'S3_ENDPOINT',
      'S3_BUCKET',
    ];
    for (const [name, value] of examples) {
      const settings = parseSettings({ [name]: value });
      if (withoutDefault.includes(name)) expect(settings).not.toEqual(parseSettings({}));
      else expect(settings).toEqual(parseSettings({}));
    }
  });
});
