import type { FastifyInstance } from 'fastify';
import { answerConditionally } from './etag.js';
import { runForRequest } from './request-context.js';

/** What happens around every request, whichever handler answers it. */
export function addHttpHooks(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    runForRequest(request, done);
  });
  fastify.addHook('preClose', (done) => {
    // Node closes the connections that are idle when the server is closed; those that become so later would be waited for.
    const closing = setInterval(() => fastify.server.closeIdleConnections(), 100);
    fastify.server.once('close', () => clearInterval(closing));
    done();
  });
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (!reply.hasHeader('cache-control')) {
      reply.header(
        'cache-control',
        request.headers.authorization === undefined ? 'no-cache' : 'private, no-cache',
      );
    }
    done(null, answerConditionally(request, reply, payload));
  });
}
