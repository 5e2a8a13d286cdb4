import type { FastifyInstance } from 'fastify';
import { type CaughtMail } from './caught-mail.js';
import type { CaughtMails } from './caught-mails.js';
import { detailOf, filesOf, headersOf } from './read-mail.js';

interface ListQuery {
  readonly start?: string;
  readonly limit?: string;
  readonly query?: string;
}

/** The JSON API, as Mailpit has it. */
export function addApi(server: FastifyInstance, mails: CaughtMails): void {
  const list = ({ start, limit, query }: ListQuery) =>
    mails.list(wholeNumber(start, 0), wholeNumber(limit, 50), query);
  server.get<{ Querystring: ListQuery }>('/api/v1/messages', ({ query }) => list({ ...query, query: '' }));
  server.get<{ Querystring: ListQuery }>('/api/v1/search', ({ query }) => list(query));

  server.delete<{ Body: string | undefined }>('/api/v1/messages', ({ body }, reply) => {
    mails.remove(idsIn(body));
    return reply.type('text/plain').send('ok');
  });

  server.get<{ Params: { id: string } }>('/api/v1/message/:id', async ({ params }) => {
    const mail = found(mails, params.id);
    mail.read = true;
    return detailOf(mail);
  });
  server.get<{ Params: { id: string } }>('/api/v1/message/:id/headers', ({ params }) =>
    headersOf(found(mails, params.id)),
  );
  server.get<{ Params: { id: string } }>('/api/v1/message/:id/raw', ({ params }, reply) =>
    reply.type('text/plain').send(found(mails, params.id).raw),
  );
  server.get<{ Params: { id: string; part: string } }>(
    '/api/v1/message/:id/part/:part',
    async ({ params }, reply) => {
      const file = (await filesOf(found(mails, params.id)))[Number(params.part) - 1];
      if (!file || typeof file.content === 'string') throw new NotCaughtError();
      const name = encodeURIComponent(file.filename ?? `part-${params.part}`);
      return reply
        .type('application/octet-stream')
        .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
        .send(Buffer.from(file.content as ArrayBuffer));
    },
  );
}

/** There is no such mail, or not any more. */
export class NotCaughtError extends Error {
  readonly statusCode = 404;

  constructor() {
    super('message not found');
  }
}

/** @throws NotCaughtError */
export function found(mails: CaughtMails, id: string): CaughtMail {
  const mail = mails.find(id);
  if (!mail) throw new NotCaughtError();
  return mail;
}

function wholeNumber(text: string | undefined, otherwise: number): number {
  return /^\d{1,6}$/.test(text ?? '') ? Number(text) : otherwise;
}

/** The `IDs` of a body; one that names none means all mails. */
function idsIn(body: string | undefined): string[] {
  if (body === undefined || body.trim() === '') return [];
  const { IDs = [] } = JSON.parse(body) as { IDs?: unknown[] };
  return IDs.map(String);
}
