import type { FastifyInstance, FastifyRequest } from 'fastify';
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
