import compress from '@fastify/compress';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { UnsupportedMediaTypeException } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { Settings } from './platform/config/index.js';
import {
  addHttpHooks,
  AllowedMethods,
  problemOf,
  ProblemFilter,
  requestIdOf,
  rewriteUrl,
  sendProblem,
} from './platform/http/index.js';
import { closeWhenDraining, Health, Metrics, observeHttp } from './platform/observability/index.js';
import { OpenApi, openApiDocument } from './platform/openapi/index.js';

const FORM = 'application/x-www-form-urlencoded';
const MAX_FORM_BYTES = 10_000;

/** The HTTP server under the application. */
export function createHttpAdapter(settings: Settings): FastifyAdapter {
  const { trustProxy } = settings.http;
  return new FastifyAdapter({
    rewriteUrl: (request: IncomingMessage) => rewriteUrl(request.url ?? '/'),
    genReqId: requestIdOf,
    bodyLimit: settings.http.bodyLimit,
    requestTimeout: settings.http.requestTimeout,
    trustProxy:
      typeof trustProxy === 'number' ? (_address: string, hop: number) => hop < trustProxy : trustProxy,
    routerOptions: { maxParamLength: 1_000 },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(request, reply, problemOf(error)),
    logger: false,
  });
}

/** Everything between the network and the handlers: the same for the program and for every end-to-end test. */
export async function configureApp(
  app: NestFastifyApplication,
  settings: Settings,
  logger: Logger,
): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const allowed = new AllowedMethods(fastify);
  addHttpHooks(fastify);
  observeHttp(fastify, app.get(Metrics), logger);
  closeWhenDraining(fastify, app.get(Health));
  await fastify.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    hsts: settings.http.publicUrl.startsWith('https:'),
  });
  await fastify.register(cors, {
    origin: [...settings.http.corsOrigins],
    exposedHeaders: ['etag', 'location', 'retry-after', 'x-request-id', 'idempotency-replayed'],
    maxAge: 600,
  });
  await fastify.register(compress, { threshold: 1_024, encodings: ['gzip', 'deflate'] });
  await fastify.register(multipart);
  app.useGlobalFilters(new ProblemFilter(allowed));
  await app.init();
  fastify.removeContentTypeParser(['text/plain', FORM]);
  fastify.addContentTypeParser(FORM, { parseAs: 'string', bodyLimit: MAX_FORM_BYTES }, readPlainForm);
  app.get(OpenApi).document = openApiDocument(app, settings.http.publicUrl);
}

/**
 * Reads plain forms for routes alone that say `@RouteConfig({ takesForms: true })`: pages of others can send such a form
 * without asking us.
 */
function readPlainForm(
  request: FastifyRequest,
  body: string,
  done: (error: Error | null, form?: Record<string, string>) => void,
): void {
  const { takesForms } = request.routeOptions.config as { takesForms?: boolean };
  if (takesForms === true) done(null, Object.fromEntries(new URLSearchParams(body)));
  else done(new UnsupportedMediaTypeException());
}
