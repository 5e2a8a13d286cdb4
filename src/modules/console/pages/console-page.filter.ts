import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ForbiddenError, UnauthenticatedError } from '../../../platform/auth/index.js';
import { statusOf } from '../../../platform/errors/index.js';
import { problemOf, sendProblem } from '../../../platform/http/index.js';
import { FORM_POLICY, REFUSAL_PAGE, SIGN_IN_PAGE } from './console-pages.js';

/** Shows people a page where programs are told the problem: the sign-in form to strangers, a word to all others. */
@Catch(UnauthenticatedError, ForbiddenError)
export class ConsolePageFilter implements ExceptionFilter {
  catch(error: UnauthenticatedError | ForbiddenError, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (request.headers.accept?.includes('text/html') !== true) {
      sendProblem(request, reply, problemOf(error));
      return;
    }
    const isStranger = error instanceof UnauthenticatedError;
    if (isStranger) reply.header('www-authenticate', 'Bearer');
    void reply
      .status(statusOf(error.type))
      .headers({ 'cache-control': 'no-store', 'content-security-policy': FORM_POLICY })
      .type('text/html; charset=utf-8')
      .send(isStranger ? SIGN_IN_PAGE : REFUSAL_PAGE);
  }
}
