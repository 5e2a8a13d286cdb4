import type { FastifyInstance } from 'fastify';
import type { AllowedMethods } from './allowed-methods.js';
import { answerConditionally } from './etag.js';
import { methodNotAllowed, noRoute } from './http-problems.js';
import { problemOf } from './problem-document.js';
import { sendProblem } from './problem.filter.js';
import { runForRequest } from './request-context.js';

/** What happens around every request, whichever handler answers it. */
export function addHttpHooks(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    runForRequest(request, done);
  });
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (!reply.hasHeader('cache-control')) {
      reply.header('cache-control', request.headers.authorization === undefined ? 'no-cache' : 'private, no-cache');
    }
    done(null, answerConditionally(request, reply, payload));
  });
  fastify.setErrorHandler((error, request, reply) => {
    sendProblem(request, reply, problemOf(error));
  });
}

/** Answers for addresses that no handler has: 405 where the path takes another method, else 404. */
export function addNotFoundHandler(fastify: FastifyInstance, allowed: AllowedMethods): void {
  fastify.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    const methods = allowed.of(path);
    if (methods.length === 0) {
      sendProblem(request, reply, { type: noRoute, detail: `There is nothing at ${path.slice(0, 200)}.` });
      return;
    }
    const list = methods.join(', ');
    sendProblem(request, reply, {
      type: methodNotAllowed,
      detail: `${path.slice(0, 200)} does not take ${request.method}. It takes ${list}.`,
      headers: { allow: list },
    });
  });
}
