import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import passport from 'passport';
import { Authenticator, type Principal } from '../../../platform/auth/index.js';
import { AccessTokenStrategy } from './access-token.strategy.js';
import { ConsoleCookie } from './console-cookie.js';
import { SessionsService } from './sessions.service.js';

/** Finds out who sends a request by the access token that comes with it; for the console, by its cookie. */
@Injectable()
export class PassportAuthenticator extends Authenticator {
  constructor(
    private readonly strategy: AccessTokenStrategy,
    private readonly cookies: ConsoleCookie,
    private readonly sessions: SessionsService,
  ) {
    super();
  }

  override authenticate(request: FastifyRequest): Promise<Principal | undefined> {
    return new Promise((resolve, reject) => {
      const authenticate = passport.authenticate(
        // Passport writes each request's callbacks into the strategy: requests must not share one.
        Object.create(this.strategy) as AccessTokenStrategy,
        { session: false },
        (error: unknown, user: Principal | false | undefined) => {
          if (error) reject(error instanceof Error ? error : new Error('The token could not be checked.'));
          else resolve(user === false ? undefined : user);
        },
      ) as (request: unknown, response: unknown, next: (error: unknown) => void) => void;
      authenticate(request, {}, reject);
    });
  }

  override async authenticateByCookie(request: FastifyRequest): Promise<Principal | undefined> {
    const cookie = this.cookies.of(request);
    return cookie === undefined ? undefined : this.sessions.consoleUser(cookie);
  }
}
