import { Injectable } from '@nestjs/common';
import type { Group } from '../../../platform/auth/index.js';
import { Database } from '../../../platform/database/index.js';

/** Where somebody signs in from. */
export interface Device {
  readonly userAgent: string;
  readonly address: string;
}

/** A sign-in of somebody. */
export interface Session {
  readonly id: number;
  readonly userAgent: string;
  readonly address: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
}

/** Who a session belongs to, as things are now. */
export interface SessionUser {
  readonly sessionId: number;
  readonly userId: number;
  readonly group: Group;
  /** Nothing was written about its use for a while. */
  readonly isUseStale: boolean;
}

const ALIVE = 's.ended_at IS NULL AND s.expires_at > $1';
const USER_OF_SESSION = `
  SELECT s.id AS "sessionId", u.id AS "userId", g.name AS group, s.last_used_at < $1::timestamptz - interval '1 minute' AS "isUseStale"
  FROM sessions s JOIN users u ON u.id = s.user_id JOIN user_groups g ON g.id = u.group_id
  WHERE ${ALIVE} AND u.is_active`;

/** Sign-ins and their refresh tokens. PostgreSQL alone knows which of them live (rule 3). */
@Injectable()
export class SessionsRepository {
  constructor(private readonly database: Database) {}

  async insert(
    userId: number,
    device: Device,
    now: Date,
    expiresAt: Date,
    cookie: string | null = null,
  ): Promise<number> {
    const [row] = await this.database.rows<{ id: number }>(
      `INSERT INTO sessions (user_id, user_agent, address, created_at, last_used_at, expires_at, cookie)
       VALUES ($1, $2, $3, $4, $4, $5, $6) RETURNING id`,
      [userId, device.userAgent.slice(0, 300), device.address.slice(0, 45), now, expiresAt, cookie],
    );
    if (!row) throw new Error('A session was not entered.');
    return row.id;
  }

  /** Whose the session is, if it lives and its user is active. */
  async userOf(sessionId: number, now: Date): Promise<SessionUser | undefined> {
    const [user] = await this.database.prepared<SessionUser>(
      'session-user',
      `${USER_OF_SESSION} AND s.id = $2`,
      [now, sessionId],
    );
    return user;
  }

  /** Those of the sessions that live, and whose users are active. */
  async livingAmong(sessionIds: readonly number[], now: Date): Promise<Set<number>> {
    const living = await this.database.rows<SessionUser>(`${USER_OF_SESSION} AND s.id = ANY ($2::int[])`, [
      now,
      sessionIds,
    ]);
    return new Set(living.map(({ sessionId }) => sessionId));
  }

  /** Whose the session with this cookie is, if it lives and its user is active. */
  async userOfCookie(cookieHash: string, now: Date): Promise<SessionUser | undefined> {
    const [user] = await this.database.prepared<SessionUser>(
      'session-cookie-user',
      `${USER_OF_SESSION} AND s.cookie = $2`,
      [now, cookieHash],
    );
    return user;
  }

  async noteUse(sessionId: number, now: Date): Promise<void> {
    await this.database.execute('UPDATE sessions SET last_used_at = $2 WHERE id = $1 AND last_used_at < $2', [
      sessionId,
      now,
    ]);
  }

  /** The living sessions of somebody, the last used first. */
  async listOf(userId: number, now: Date): Promise<Session[]> {
    return this.database.rows<Session>(
      `SELECT s.id, s.user_agent AS "userAgent", s.address, s.created_at AS "createdAt", s.last_used_at AS "lastUsedAt"
       FROM sessions s WHERE ${ALIVE} AND s.user_id = $2 ORDER BY s.last_used_at DESC, s.id DESC LIMIT 100`,
      [now, userId],
    );
  }

  /** Ends a session of somebody. @returns whether there was one */
  async end(userId: number, sessionId: number, now: Date): Promise<boolean> {
    const ended = await this.database.execute(
      `UPDATE sessions s SET ended_at = $1 WHERE ${ALIVE} AND s.user_id = $2 AND s.id = $3`,
      [now, userId, sessionId],
    );
    return ended > 0;
  }

  /** Ends the sessions of somebody, all or all but one. */
  async endAllOf(userId: number, now: Date, except = 0): Promise<void> {
    await this.database.execute(
      'UPDATE sessions SET ended_at = $1 WHERE user_id = $2 AND id <> $3 AND ended_at IS NULL',
      [now, userId, except],
    );
  }

  async addRefreshToken(sessionId: number, tokenHash: string, expiresAt: Date): Promise<void> {
    await this.database.execute(
      'INSERT INTO refresh_tokens (session_id, token, expires_at) VALUES ($1, $2, $3)',
      [sessionId, tokenHash, expiresAt],
    );
  }

  /**
   * Takes a refresh token out of use; of two at once one does.
   * @returns its session and whether this call was the first
   */
  async useRefreshToken(
    tokenHash: string,
    now: Date,
  ): Promise<{ sessionId: number; first: boolean } | undefined> {
    this.database.requireTransaction();
    const [token] = await this.database.rows<{ sessionId: number; used: boolean }>(
      `SELECT session_id AS "sessionId", used_at IS NOT NULL AS used FROM refresh_tokens
       WHERE token = $1 AND expires_at > $2 FOR NO KEY UPDATE`,
      [tokenHash, now],
    );
    if (!token) return undefined;
    if (!token.used)
      await this.database.execute('UPDATE refresh_tokens SET used_at = $2 WHERE token = $1', [
        tokenHash,
        now,
      ]);
    return { sessionId: token.sessionId, first: !token.used };
  }

  /** The session that a refresh token was given to, whether the token was used or not. */
  async sessionOfRefreshToken(tokenHash: string): Promise<number | undefined> {
    const [row] = await this.database.rows<{ id: number }>(
      'SELECT session_id AS id FROM refresh_tokens WHERE token = $1',
      [tokenHash],
    );
    return row?.id;
  }

  async endById(sessionId: number, now: Date): Promise<void> {
    await this.database.execute('UPDATE sessions SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL', [
      sessionId,
      now,
    ]);
  }

  /** Ends the session with this cookie, if there is one. */
  async endByCookie(cookieHash: string, now: Date): Promise<void> {
    await this.database.execute('UPDATE sessions SET ended_at = $2 WHERE cookie = $1 AND ended_at IS NULL', [
      cookieHash,
      now,
    ]);
  }

  async extend(sessionId: number, now: Date, expiresAt: Date): Promise<void> {
    await this.database.execute('UPDATE sessions SET expires_at = $3, last_used_at = $2 WHERE id = $1', [
      sessionId,
      now,
      expiresAt,
    ]);
  }
}
