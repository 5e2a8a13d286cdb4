import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';

/** A request that carries a key. */
export interface KeyedRequest {
  /** Who sent it. */
  readonly principal: string;
  readonly key: string;
  /** SHA-256 of what was asked, in hexadecimal. */
  readonly hash: string;
}

/** An answer as it is kept. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null for an answer without a body. */
  readonly body: string | null;
}

/** What is known of a key. */
export interface KnownKey {
  readonly hash: string;
  /** Null while it is worked on. */
  readonly answer: KeptAnswer | null;
}

/** Requests with keys, and their answers. */
@Injectable()
export class IdempotencyKeysRepository {
  constructor(private readonly database: Database) {}

  /**
   * Takes a key for a request, if it is new, forgotten, or left behind by a process that died with the same request. One
   * statement, so that of many at once one gets it.
   * @param forgottenBefore keys from before this moment count as new
   * @returns what the one who has it is known by, undefined for who does not get it
   */
  async claim(
    { principal, key, hash }: KeyedRequest,
    now: Date,
    lockedUntil: Date,
    forgottenBefore: Date,
  ): Promise<string | undefined> {
    const [row] = await this.database.prepared<{ claim: string }>(
      'claim-idempotency-key',
      `INSERT INTO idempotency_keys AS k (principal, key, request_hash, created_at, locked_until) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT ON CONSTRAINT pk_idempotency_keys DO UPDATE
         SET request_hash = excluded.request_hash, claim = excluded.claim, created_at = excluded.created_at,
           locked_until = excluded.locked_until, answer_status = NULL, answer_headers = NULL, answer_body = NULL
         WHERE k.locked_until <= $4 AND (k.created_at <= $6
           OR (k.answer_status IS NULL AND k.request_hash = excluded.request_hash))
       RETURNING claim`,
      [principal, key, hash, now, lockedUntil, forgottenBefore],
    );
    return row?.claim;
  }

  async find({ principal, key }: KeyedRequest): Promise<KnownKey | undefined> {
    const [row] = await this.database.prepared<{
      hash: string;
      status: number | null;
      headers: Record<string, string> | null;
      body: string | null;
    }>(
      'find-idempotency-key',
      `SELECT request_hash AS hash, answer_status AS status, answer_headers AS headers, answer_body AS body
       FROM idempotency_keys WHERE principal = $1 AND key = $2`,
      [principal, key],
    );
    if (!row) return undefined;
    const { hash, status, headers, body } = row;
    return { hash, answer: status === null ? null : { status, headers: headers ?? {}, body } };
  }

  /** Keeps the answer, unless somebody else has taken the key over. */
  async keep({ principal, key }: KeyedRequest, claim: string, answer: KeptAnswer): Promise<void> {
    await this.database.prepared(
      'keep-idempotent-answer',
      `UPDATE idempotency_keys SET answer_status = $4, answer_headers = $5, answer_body = $6
       WHERE principal = $1 AND key = $2 AND claim = $3`,
      [principal, key, claim, answer.status, JSON.stringify(answer.headers), answer.body],
    );
  }

  /** Lets go of a key, so that the same request can be made anew. */
  async release({ principal, key }: KeyedRequest, claim: string): Promise<void> {
    await this.database.prepared(
      'release-idempotency-key',
      'DELETE FROM idempotency_keys WHERE principal = $1 AND key = $2 AND claim = $3',
      [principal, key, claim],
    );
  }

  /** @returns how many went */
  removeBefore(moment: Date, limit: number): Promise<number> {
    return this.database.execute(
      `DELETE FROM idempotency_keys WHERE (principal, key) IN (
         SELECT principal, key FROM idempotency_keys WHERE created_at <= $1 ORDER BY created_at LIMIT $2)`,
      [moment, limit],
    );
  }
}
