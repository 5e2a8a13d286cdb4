import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Principal } from './principal.js';

/** Finds out who sends a request. */
@Injectable()
export abstract class Authenticator {
  /** The sender, or undefined for one who has not signed in or whose token is not good. */
  abstract authenticate(request: FastifyRequest): Promise<Principal | undefined>;
}

/** Knows nobody: as long as there are no accounts, only public addresses answer. */
@Injectable()
export class NobodyAuthenticator extends Authenticator {
  override authenticate(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}
