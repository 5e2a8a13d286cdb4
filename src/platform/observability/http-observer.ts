import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Health } from './health.js';
import type { Metrics } from './metrics.js';

/**
 * Lets go of connections before the process goes: a proxy that kept one would send its next request into nothing, and must not
 * repeat it by itself where it writes.
 */
export function closeWhenDraining(fastify: FastifyInstance, health: Health): void {
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (health.isDraining) reply.header('connection', 'close');
    done(null, payload);
  });
}

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
        path: loggablePath(request, route),
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

/** The path of a request, unless it lets people in by itself: routes say so with `@RouteConfig({ hasSecretPath: true })`. */
function loggablePath({ url, routeOptions }: FastifyRequest, route: string): string {
  const { hasSecretPath } = routeOptions.config as { hasSecretPath?: boolean };
  return hasSecretPath === true ? route : (url.split('?', 1)[0] ?? '');
}
