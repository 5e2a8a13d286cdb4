import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import { InvalidRefreshTokenError } from '../accounts.errors.js';
import { hashOfToken, newToken } from '../tokens/secret-token.js';
import { AccessTokens } from './access-tokens.js';
import { type Device, type Session, SessionsRepository } from './sessions.repository.js';

/** How long a session lives after its last refresh, and so each refresh token (rule 2). */
const SESSION_MS = 30 * 24 * 3_600_000;

/** How long a session of the console lives: a working day. */
const CONSOLE_SESSION_MS = 12 * 3_600_000;

/** What somebody needs to go on: a token for requests, and one for new tokens. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** A session that a browser holds by a cookie. */
export interface ConsoleSession {
  readonly cookie: string;
  readonly expiresAt: Date;
}

/** Sessions: what a sign-in begins and a sign-out ends. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly transaction: Transaction,
    private readonly sessions: SessionsRepository,
    private readonly tokens: AccessTokens,
    private readonly clock: Clock,
  ) {}

  /** Begins a session of somebody who has proved who they are; inside the caller's transaction. */
  async begin(user: Pick<Principal, 'userId' | 'group'>, device: Device): Promise<TokenPair> {
    const now = this.clock.now();
    const sessionId = await this.sessions.insert(user.userId, device, now, expiryAfter(now));
    return this.issue({ ...user, sessionId }, now);
  }

  /** Begins a session of the console for somebody who has proved who they are; inside the caller's transaction. */
  async beginConsole(user: Pick<Principal, 'userId'>, device: Device): Promise<ConsoleSession> {
    const now = this.clock.now();
    const cookie = newToken();
    const expiresAt = new Date(now.getTime() + CONSOLE_SESSION_MS);
    await this.sessions.insert(user.userId, device, now, expiresAt, hashOfToken(cookie));
    return { cookie, expiresAt };
  }

  /** Who holds a cookie of the console, if its session lives and its user is active. */
  async consoleUser(cookie: string): Promise<Principal | undefined> {
    const now = this.clock.now();
    const user = await this.sessions.userOfCookie(hashOfToken(cookie), now);
    if (!user) return undefined;
    if (user.isUseStale) await this.sessions.noteUse(user.sessionId, now);
    return { userId: user.userId, group: user.group, sessionId: user.sessionId };
  }

  endConsole(cookie: string): Promise<void> {
    return this.sessions.endByCookie(hashOfToken(cookie), this.clock.now());
  }

  /** An access token for a session that lives. */
  accessToken(principal: Principal): string {
    return this.tokens.sign(principal);
  }

  /**
   * Gives a new pair for a refresh token. A token that was used before ends its session: whoever has the other pair may
   * be a thief (rule 3).
   * @throws InvalidRefreshTokenError
   */
  async refresh(refreshToken: string): Promise<TokenPair> {
    const pair = await this.transaction.run(async () => {
      const now = this.clock.now();
      const use = await this.sessions.useRefreshToken(hashOfToken(refreshToken), now);
      if (!use) return undefined;
      if (!use.first) {
        await this.sessions.endById(use.sessionId, now);
        return undefined;
      }
      const user = await this.sessions.userOf(use.sessionId, now);
      if (!user) return undefined;
      await this.sessions.extend(use.sessionId, now, expiryAfter(now));
      return this.issue(user, now);
    });
    if (!pair) throw new InvalidRefreshTokenError();
    return pair;
  }

  /**
   * Ends the session that a refresh token belongs to.
   * @throws InvalidRefreshTokenError when it belongs to nobody, or to somebody else
   */
  async end(userId: number, refreshToken: string): Promise<void> {
    const sessionId = await this.sessions.sessionOfRefreshToken(hashOfToken(refreshToken));
    const ended = sessionId !== undefined && (await this.sessions.end(userId, sessionId, this.clock.now()));
    if (!ended) throw new InvalidRefreshTokenError();
  }

  /** Those of the sessions that have not ended, and whose users are active. */
  livingAmong(sessionIds: readonly number[]): Promise<ReadonlySet<number>> {
    return this.sessions.livingAmong(sessionIds, this.clock.now());
  }

  listOf(userId: number): Promise<Session[]> {
    return this.sessions.listOf(userId, this.clock.now());
  }

  /** @throws NotFoundError when the session is over, or somebody else's */
  async endOne(userId: number, sessionId: number): Promise<void> {
    const ended = await this.sessions.end(userId, sessionId, this.clock.now());
    if (!ended) throw new NotFoundError('session', sessionId);
  }

  /** Ends all sessions of somebody, but for one. */
  endAllOf(userId: number, except?: number): Promise<void> {
    return this.sessions.endAllOf(userId, this.clock.now(), except);
  }

  private async issue(principal: Principal, now: Date): Promise<TokenPair> {
    const refreshToken = newToken();
    await this.sessions.addRefreshToken(principal.sessionId, hashOfToken(refreshToken), expiryAfter(now));
    return { accessToken: this.tokens.sign(principal), refreshToken };
  }
}

function expiryAfter(now: Date): Date {
  return new Date(now.getTime() + SESSION_MS);
}
