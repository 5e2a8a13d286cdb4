import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import passport from 'passport';
import { Authenticator, type Principal } from '../../../platform/auth/index.js';

/** Finds out who sends a request by the access token that comes with it. */
@Injectable()
export class PassportAuthenticator extends Authenticator {
  override authenticate(request: FastifyRequest): Promise<Principal | undefined> {
    return new Promise((resolve, reject) => {
      const authenticate = passport.authenticate(
        'access-token',
        { session: false },
        (error: unknown, user: Principal | false | undefined) => {
          if (error) reject(error instanceof Error ? error : new Error('The token could not be checked.'));
          else resolve(user === false ? undefined : user);
        },
      ) as (request: unknown, response: unknown, next: (error: unknown) => void) => void;
      authenticate(request, {}, reject);
    });
  }
}
