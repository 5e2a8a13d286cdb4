import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { statusOf } from '../errors/index.js';
import { type Problem, problemDocument, problemOf } from './problem-document.js';

/** The one way in which errors leave: as problem documents, without a stack or SQL. Faults of ours go to the log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const problem = problemOf(error);
    if (statusOf(problem.type) >= 500) {
      this.logger.error(error instanceof Error ? error : new Error(String(error)));
    }
    sendProblem(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), problem);
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
