import type { ImportResponse } from '../../src/modules/catalogue/import/import.dto.js';
import { eventually } from './eventually.js';
import { next } from './factories.js';
import type { TestApp } from './test-app.js';

/** A row of a small table of films; the name is unique. */
export const aRow = (name = `Film ${next()}`): string =>
  `${name},2001,120,7.5,1000,Somebody wants something badly.`;

/** A small table of films as CSV. */
export const aTable = (...rows: string[]): string =>
  ['name,year,time,imdb,votes,description', ...rows].join('\n');

/** Uploads a file as a moderator does. */
export function uploadFilms(app: TestApp, content: string | Buffer, fields: Record<string, string> = {}) {
  const request = app
    .as('moderator')
    .post('/catalogue/imports')
    .attach('file', Buffer.from(content), 'films.csv');
  for (const [field, value] of Object.entries(fields)) void request.field(field, value);
  return request;
}

/** Waits for the end of an import. */
export async function endOf(app: TestApp, id: number): Promise<ImportResponse> {
  return eventually(async () => {
    const { body } = await app.as('moderator').get(`/catalogue/imports/${id}`).expect(200);
    expect(['completed', 'failed']).toContain((body as ImportResponse).status);
    return body as ImportResponse;
  });
}

/** Imports a file from its upload to the end. */
export async function anImport(
  app: TestApp,
  content: string | Buffer,
  fields: Record<string, string> = {},
): Promise<ImportResponse> {
  const { body } = await uploadFilms(app, content, fields).expect(202);
  return endOf(app, (body as ImportResponse).id);
}
