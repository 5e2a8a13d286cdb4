import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { answerConditionally } from './etag.js';
import { runForRequest } from './request-context.js';

/** What happens around every request, whichever handler answers it. */
export function addHttpHooks(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    runForRequest(request, done);
  });
  const connections = new Set<Socket>();
  fastify.server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  fastify.addHook('preClose', (done) => {
    // Node closes the connections that are idle when the server is closed; those that become so later would be waited for,
    // and so would those that were opened ahead and never used, as browsers do.
    const closing = setInterval(() => {
      fastify.server.closeIdleConnections();
      for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
    }, 100);
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
