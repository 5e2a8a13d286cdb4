import type { RunnableSettings } from '../app.module.js';

/** What a newcomer sees when everything runs: what is where, and what to try first. */
export function banner(
  settings: RunnableSettings,
  facts: { http: boolean; embedded: boolean; seconds: number },
): string {
  const seconds = facts.seconds.toFixed(1);
  if (!facts.http) return `\nOnline Cinema's worker runs (started in ${seconds} s).\n`;
  const url = settings.http.publicUrl;
  const rows = [
    ['API', url],
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
    'Try first:',
    `  curl '${url}/movies?q=shawshenk'`,
    `  curl '${url}/movies?genre=Drama&year_from=1990&sort=-imdb&per_page=5'`,
    `  curl '${url}/movies?facets=genre,decade&per_page=1'`,
    '',
    'Ctrl-C stops everything.',
    '',
  ].join('\n');
}
