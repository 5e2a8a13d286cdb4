import type { FastifyRequest } from 'fastify';
import type { Principal } from './principal.js';

/** Finds out who sends a request. */
export abstract class Authenticator {
  /** The sender, or undefined for one who has not signed in or whose token is not good. */
  abstract authenticate(request: FastifyRequest): Promise<Principal | undefined>;

  /** The same, by the cookie of the console instead of an access token. */
  abstract authenticateByCookie(request: FastifyRequest): Promise<Principal | undefined>;
}
