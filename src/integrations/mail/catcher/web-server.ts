import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { asksByOwnName } from '../../own-host.js';
import { addApi } from './api.js';
import { whyNotListening } from './catcher-error.js';
import type { CaughtMails } from './caught-mails.js';
import { addPages } from './pages.js';
import type { Listener } from './smtp-listener.js';

/**
 * The page and the API for people and programs of this machine.
 * @param callable how URLs name the host
 */
export async function listenForReaders(
  mails: CaughtMails,
  host: string,
  port: number,
  callable: string,
): Promise<Listener> {
  const server = fastify({ logger: false, forceCloseConnections: true });
  const names = new Set(['localhost', '127.0.0.1', '[::1]', callable]);
  server.addHook('onRequest', async (request, reply) => {
    void reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' });
    if (asksByOwnName(request, names)) return;
    await reply.code(403).send({ Error: 'This page is for this machine: open it as localhost.' });
  });
  takeAnyBody(server);
  server.setErrorHandler<FastifyError>((error, _request, reply) => {
    const status = error instanceof SyntaxError ? 400 : (error.statusCode ?? 500);
    return reply.code(status).send({ Error: error.message });
  });
  addApi(server, mails);
  addPages(server, mails);
  try {
    await server.listen({ port, host });
  } catch (error) {
    throw whyNotListening(error, port, 'MAIL_PORT');
  }
  return { port: (server.server.address() as AddressInfo).port, stop: () => server.close() };
}

/** Bodies are taken whatever they call themselves; a DELETE may have none. */
function takeAnyBody(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
}
