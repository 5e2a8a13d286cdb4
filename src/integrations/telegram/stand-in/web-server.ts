import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';
import { asksByOwnName } from '../../own-host.js';
import { ApiError } from './api-error.js';
import { addBotApi } from './bot-api.js';
import { addPages } from './pages.js';
import type { StandInState } from './stand-in-state.js';
import { addTestHooks } from './test-hooks.js';

const LIMITS = { fileSize: 10_000_000, files: 10, fields: 50, fieldSize: 100_000 };

/**
 * The Bot API, the pages and the hooks.
 * @param token opens the API
 * @param host by which people of this machine may call the pages, beyond the usual names
 */
export function createWebServer(state: StandInState, token: string, host: string): FastifyInstance {
  const server = fastify({
    logger: false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 300 },
  });
  const names = new Set(['localhost', '127.0.0.1', '[::1]', host]);
  server.addHook('onRequest', async (request, reply) => {
    void reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' });
    // The API has its token.
    if (/^\/bot[^/]+\//.test(request.url) || asksByOwnName(request, names)) return;
    await reply
      .code(403)
      .send({ ok: false, description: 'This page is for this machine: open it as localhost.' });
  });
  server.removeAllContentTypeParsers();
  void server.register(multipart, { limits: LIMITS });
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  server.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
    const problem = error instanceof ApiError ? error : new ApiError(error.statusCode ?? 500, error.message);
    return reply.code(problem.status).send(problem.body);
  });
  server.setNotFoundHandler(() => {
    throw new ApiError(404, 'Not Found');
  });
  void server.register((routes, _options, done) => {
    addBotApi(routes, state, token);
    addPages(routes, state);
    addTestHooks(routes, state);
    done();
  });
  return server;
}
