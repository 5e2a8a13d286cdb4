import fastify, { type FastifyInstance } from 'fastify';
import { asksByOwnName } from '../../own-host.js';
import { addApi } from './api.js';
import { ApiError } from './api-error.js';
import { addPages } from './pages.js';
import type { StandInState } from './stand-in-state.js';
import { addTestHooks } from './test-hooks.js';
import type { WebhookSender } from './webhook-sender.js';

/**
 * The API, the pages and the hooks.
 * @param secretKey opens the API
 * @param hosts names by which people of this machine call the pages, beyond the usual ones
 */
export function createWebServer(
  state: StandInState,
  sender: WebhookSender,
  secretKey: string,
  hosts: readonly string[],
): FastifyInstance {
  const server = fastify({
    logger: false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  });
  const names = new Set(['localhost', '127.0.0.1', '[::1]', ...hosts]);
  server.addHook('onRequest', async (request, reply) => {
    void reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' });
    // The API has its key.
    if (request.url.startsWith('/v1/') || asksByOwnName(request, names)) return;
    await reply
      .code(403)
      .send({ error: { message: 'This page is for this machine: open it as localhost.' } });
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  server.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
    if (error instanceof ApiError) return reply.code(error.status).send(error.body);
    return reply.code(error.statusCode ?? 500).send({ error: { type: 'api_error', message: error.message } });
  });
  server.setNotFoundHandler(({ method, url }) => {
    throw new ApiError(`There is no ${method} ${url.split('?', 1)[0] ?? ''} here.`, { status: 404 });
  });
  addApi(server, state, secretKey);
  addPages(server, state);
  addTestHooks(server, state, sender);
  return server;
}
