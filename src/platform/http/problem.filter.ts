import { type ArgumentsHost, Catch, type ExceptionFilter, Logger, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { statusOf } from '../errors/index.js';
import type { AllowedMethods } from './allowed-methods.js';
import { methodNotAllowed, noRoute } from './http-problems.js';
import { type Problem, problemDocument, problemOf } from './problem-document.js';

/** The one way in which errors leave: as problem documents, without a stack or SQL. Faults of ours go to the log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  constructor(private readonly allowed: AllowedMethods) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = error instanceof NotFoundException ? this.unknownAddress(request) : problemOf(error);
    if (statusOf(problem.type) >= 500) {
      this.logger.error(error instanceof Error ? error : new Error(String(error)));
    }
    sendProblem(request, http.getResponse<FastifyReply>(), problem);
  }

  /** No handler took the request: 405 where the path takes another method, else 404. */
  private unknownAddress(request: FastifyRequest): Problem {
    const path = request.url.split('?', 1)[0] ?? '/';
    const methods = this.allowed.of(path);
    const shown = path.slice(0, 200);
    if (methods.length === 0) return { type: noRoute, detail: `There is nothing at ${shown}.` };
    const list = methods.join(', ');
    return {
      type: methodNotAllowed,
      detail: `${shown} does not take ${request.method}. It takes ${list}.`,
      headers: { allow: list },
    };
  }
}

/** Answers with a problem document, unless an answer is already on its way. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): void {
  if (reply.sent) return;
  const status = statusOf(problem.type);
  const instance = request.originalUrl.split('?', 1)[0] ?? '/';
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  void reply
    .status(status)
    .headers({ ...problem.headers, 'cache-control': 'no-store' })
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemDocument(problem, instance, request.id)));
}
