import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../errors/index.js';
import { forbidden, unauthenticated } from '../http/http-problems.js';
import { type RateLimit, RateLimits } from '../rate-limits/index.js';
import { ACCESS, BY_COOKIE, type Access, type WithPrincipal } from './access.decorators.js';
import { Authenticator } from './authenticator.js';
import { type Group, reaches } from './principal.js';
import { SIGN_UP, SignUpRequiredError } from './sign-up.js';

/** Nobody who has signed in may ask more often, whether they are let in or not (rule 5). */
const EACH_USER: RateLimit = { name: 'user', times: 600, seconds: 60, by: 'user' };

/** Whoever sends the request is not known. */
export class UnauthenticatedError extends DomainError {
  constructor() {
    super(unauthenticated, unauthenticated.example);
  }
}

/** Whoever sends the request is in too low a group. */
export class ForbiddenError extends DomainError {
  constructor(least: Group) {
    super(forbidden, `This is for the group ${least} and higher ones.`);
  }
}

/** Deny by default: whoever is not let in by a decorator needs a good token. The handler's word beats the class's. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = accessOf(this.reflector, context.getHandler(), context.getClass());
    const request = context.switchToHttp().getRequest<FastifyRequest & WithPrincipal>();
    const open = 'public' in access;
    if (open && request.headers.authorization === undefined) return true;
    const byCookie =
      request.headers.authorization === undefined &&
      this.reflector.getAllAndOverride<boolean | undefined>(BY_COOKIE, [
        context.getHandler(),
        context.getClass(),
      ]) === true;
    request.principal = byCookie
      ? await this.authenticator.authenticateByCookie(request)
      : await this.authenticator.authenticate(request);
    if (request.principal) await this.limits.count(EACH_USER, String(request.principal.userId));
    if (open) return true;
    if (!request.principal) throw this.strangerError(context, request);
    if (!reaches(request.principal.group, access.least)) throw new ForbiddenError(access.least);
    return true;
  }

  /** Who sent a token that is not good has an account already. */
  private strangerError(context: ExecutionContext, { headers }: FastifyRequest): DomainError {
    const asked = this.reflector.getAllAndOverride<boolean | undefined>(SIGN_UP, [
      context.getHandler(),
      context.getClass(),
    ]);
    return asked === true && headers.authorization === undefined
      ? new SignUpRequiredError()
      : new UnauthenticatedError();
  }
}

/** Who may call a handler, by its own word, else its class's, else any signed-in account. */
export function accessOf(reflector: Reflector, handler: object, controller: object): Access {
  const found = reflector.getAllAndOverride<Access | undefined>(ACCESS, [handler, controller] as never[]);
  return found ?? { least: 'user' };
}
