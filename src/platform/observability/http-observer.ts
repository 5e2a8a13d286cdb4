import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.js';

/** Measures every request by its route template and writes one log line for it. */
export function observeHttp(fastify: FastifyInstance, metrics: Metrics, logger: Logger): void {
  fastify.addHook('onRequest', (_request, _reply, done) => {
    metrics.requestsInFlight.inc();
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const milliseconds = reply.elapsedTime;
    metrics.requestsInFlight.dec();
    metrics.requests.observe(
      { method: request.method, route, status: reply.statusCode },
      milliseconds / 1000,
    );
    logger[reply.statusCode >= 500 ? 'error' : 'info'](
      {
        method: request.method,
        path: request.url.split('?', 1)[0],
        route,
        status: reply.statusCode,
        ms: Math.round(milliseconds * 10) / 10,
        address: request.ip,
      },
      'request',
    );
    done();
  });
}
