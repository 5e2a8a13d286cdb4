import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../errors/index.js';
import { forbidden, unauthenticated } from '../http/http-problems.js';
import { ACCESS, type Access, type WithPrincipal } from './access.decorators.js';
import { Authenticator } from './authenticator.js';
import { reaches } from './principal.js';

class UnauthenticatedError extends DomainError {
  constructor() {
    super(unauthenticated, unauthenticated.example);
  }
}

class ForbiddenError extends DomainError {
  constructor(least: string) {
    super(forbidden, `This is for the group ${least} and higher ones.`);
  }
}

/** Deny by default: whoever is not let in by a decorator needs a good token. The handler's word beats the class's. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = accessOf(this.reflector, context.getHandler(), context.getClass());
    const request = context.switchToHttp().getRequest<FastifyRequest & WithPrincipal>();
    const open = 'public' in access;
    if (open && request.headers.authorization === undefined) return true;
    request.principal = await this.authenticator.authenticate(request);
    if (open) return true;
    if (!request.principal) throw new UnauthenticatedError();
    if (!reaches(request.principal.group, access.least)) throw new ForbiddenError(access.least);
    return true;
  }
}

/** Who may call a handler, by its own word, else its class's, else any signed-in account. */
export function accessOf(reflector: Reflector, handler: object, controller: object): Access {
  const found = reflector.getAllAndOverride<Access | undefined>(ACCESS, [handler, controller] as never[]);
  return found ?? { least: 'user' };
}
