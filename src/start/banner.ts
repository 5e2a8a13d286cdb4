import type { RunnableSettings } from '../app.module.js';
import { DEMO_EMAILS, DEMO_PASSWORD } from '../modules/accounts/index.js';

/** What a newcomer sees when everything runs: what is where, and what to try first. */
export function banner(
  settings: RunnableSettings,
  facts: {
    http: boolean;
    embedded: boolean;
    mailUrl: string | undefined;
    stripeUrl: string | undefined;
    telegramUrl: string | undefined;
    seconds: number;
  },
): string {
  const seconds = facts.seconds.toFixed(1);
  if (!facts.http) return `\nOnline Cinema's worker runs (started in ${seconds} s).\n`;
  const url = settings.http.publicUrl;
  const rows = [
    ['API', url],
    ['Console', `${url}/docs/ (for moderators)`],
    ...(facts.mailUrl === undefined ? [] : [['Mail', facts.mailUrl]]),
    ...(facts.stripeUrl === undefined ? [] : [['Payments', `${facts.stripeUrl} (stands in for Stripe)`]]),
    ...(facts.telegramUrl === undefined
      ? []
      : [['Telegram', `${facts.telegramUrl} (stands in for Telegram)`]]),
    ['Health', `${url}/health/ready`],
    ['Metrics', `${url}/metrics`],
    [
      'Database',
      facts.embedded
        ? `embedded PostgreSQL, data in ${settings.dataDirectory}`
        : new URL(settings.database.url).host,
    ],
    [
      'Queue',
      settings.redisUrl === undefined ? 'in PostgreSQL' : `Redis at ${new URL(settings.redisUrl).host}`,
    ],
    [
      'Files',
      settings.storage.driver === 's3' ? `bucket ${settings.storage.s3.bucket}` : settings.storage.directory,
    ],
  ];
  return [
    '',
    `Online Cinema is ready (started in ${seconds} s).`,
    '',
    ...rows.map(([name = '', value = '']) => `  ${name.padEnd(10)}${value}`),
    '',
    ...(settings.demoData
      ? [
          `Demo accounts, all with the password ${DEMO_PASSWORD}`,
          ...DEMO_EMAILS.map((email) => `  ${email}`),
          '',
        ]
      : []),
    'Try first:',
    `  curl '${url}/movies?q=shawshenk'`,
    `  curl '${url}/movies?genre=Drama&year_from=1990&sort=-imdb&per_page=5'`,
    ...(settings.demoData
      ? [
          `  curl '${url}/accounts/login' -H 'content-type: application/json' \\`,
          `    -d '{"email":"${DEMO_EMAILS[0] ?? ''}","password":"${DEMO_PASSWORD}"}'`,
        ]
      : [`  curl '${url}/movies?facets=genre,decade&per_page=1'`]),
    '',
    'Ctrl-C stops everything.',
    '',
  ].join('\n');
}
