import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import { type PageWindow, SqlParameters } from '../lists/index.js';

/** The channel that tells relays of new rows. */
export const OUTBOX_CHANNEL = 'outbox';

const NOTIFY = `pg_notify('${OUTBOX_CHANNEL}', '')`;
const OPEN = 'delivered_at IS NULL AND failed_at IS NULL';
const FAILED = `o.id, o.name, o.attempts, o.created_at AS "createdAt", o.failed_at AS "failedAt", o.last_error AS "lastError"`;

/** A job as the queue knows it. */
export interface QueuedJob {
  readonly id: string;
  readonly name: string;
}

/** A job whose next attempt has begun. */
export interface StartedJob extends QueuedJob {
  readonly payload: unknown;
  /** This one included. */
  readonly attempts: number;
}

/** A job that was given up. */
export interface FailedJob extends QueuedJob {
  readonly attempts: number;
  readonly createdAt: Date;
  readonly failedAt: Date;
  readonly lastError: string;
}

export interface QueueDepth {
  /** Due, and not begun yet. */
  readonly waiting: number;
  /** Begun, and not ended. */
  readonly active: number;
  /** Not due yet, or between two attempts. */
  readonly delayed: number;
  /** Given up: the length of the dead-letter list. */
  readonly failed: number;
  /** How long the oldest job that is due has been waiting for its end; 0 when there is none. */
  readonly oldestSeconds: number;
}

/** The table of all jobs, from the transaction that causes them to their end. */
@Injectable()
export class OutboxRepository {
  constructor(private readonly database: Database) {}

  /** @returns the id of the new job */
  async insert(name: string, payload: unknown, now: Date, notBefore: Date): Promise<string> {
    const [row] = await this.database.rows<{ id: string }>(
      `WITH added AS (
         INSERT INTO outbox (name, payload, created_at, not_before) VALUES ($1, $2, $3, $4) RETURNING id
       )
       SELECT id, ${NOTIFY} FROM added`,
      [name, JSON.stringify(payload), now, notBefore],
    );
    return row?.id ?? '';
  }

  /** Adds a job that was given up before it was one. */
  async insertFailed(
    name: string,
    payload: unknown,
    attempts: number,
    error: string,
    now: Date,
  ): Promise<void> {
    await this.database.execute(
      `INSERT INTO outbox (name, payload, attempts, created_at, not_before, failed_at, last_error)
       VALUES ($1, $2, $3, $4, $4, $4, $5)`,
      [name, JSON.stringify(payload), attempts, now, error],
    );
  }

  /** Jobs that are due and that the queue does not know yet, kept from other relays until the transaction ends. */
  async lockDue(now: Date, limit: number): Promise<QueuedJob[]> {
    this.database.requireTransaction();
    return this.database.rows<{ id: string; name: string }>(
      `SELECT id, name FROM outbox WHERE dispatched_at IS NULL AND ${OPEN} AND not_before <= $1
       ORDER BY not_before, id LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [now, limit],
    );
  }

  /** Jobs that the queue took before a time and that have not come to an end, kept from other relays likewise. */
  async lockOverdue(dispatchedBefore: Date, limit: number): Promise<QueuedJob[]> {
    this.database.requireTransaction();
    return this.database.rows<{ id: string; name: string }>(
      `SELECT id, name FROM outbox WHERE dispatched_at < $1 AND ${OPEN}
       ORDER BY dispatched_at, id LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [dispatchedBefore, limit],
    );
  }

  async markDispatched(ids: readonly string[], now: Date): Promise<void> {
    await this.database.execute('UPDATE outbox SET dispatched_at = $2 WHERE id = ANY($1::bigint[])', [
      ids,
      now,
    ]);
  }

  /**
   * Counts an attempt before it begins, so that a job that kills its process comes to an end too.
   * @returns undefined when the job has ended already
   */
  async begin(id: string, maxAttempts: number): Promise<StartedJob | undefined> {
    const [row] = await this.database.rows<{ id: string; name: string; payload: unknown; attempts: number }>(
      `UPDATE outbox SET attempts = attempts + 1, last_error = CASE WHEN attempts < $2 THEN NULL ELSE last_error END
       WHERE id = $1 AND ${OPEN} RETURNING id, name, payload, attempts`,
      [id, maxAttempts],
    );
    return row;
  }

  /**
   * Ends a job well and forgets the member `secret` of its payload, if it has one.
   * @returns false when the job had been delivered before
   */
  async markDelivered(id: string, now: Date): Promise<boolean> {
    const changed = await this.database.execute(
      `UPDATE outbox SET delivered_at = $2, dispatched_at = coalesce(dispatched_at, $2), failed_at = NULL,
         payload = CASE WHEN jsonb_typeof(payload) = 'object' THEN payload - 'secret' ELSE payload END
       WHERE id = $1 AND delivered_at IS NULL`,
      [id, now],
    );
    return changed === 1;
  }

  /**
   * Keeps why an attempt failed.
   * @param takeBack whether this attempt's own mark of delivery is to be undone
   * @returns false when the job has been delivered all the same
   */
  async recordFailure(id: string, error: string, takeBack: boolean): Promise<boolean> {
    const changed = await this.database.execute(
      'UPDATE outbox SET last_error = $2, delivered_at = NULL WHERE id = $1 AND (delivered_at IS NULL OR $3)',
      [id, error, takeBack],
    );
    return changed === 1;
  }

  /** Puts a job on the dead-letter list. */
  async markFailed(id: string, error: string, now: Date): Promise<void> {
    await this.database.execute(
      `UPDATE outbox SET failed_at = $3, last_error = coalesce(last_error, $2) WHERE id = $1 AND ${OPEN}`,
      [id, error, now],
    );
  }

  /** The length of the dead-letter list. */
  async countFailed(): Promise<number> {
    const [row] = await this.database.rows<{ n: number }>(
      'SELECT count(*)::int AS n FROM outbox WHERE failed_at IS NOT NULL',
    );
    return row?.n ?? 0;
  }

  /** A part of the dead-letter list. Payloads stay where they are: these may hold secrets. */
  async failedPage(
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<(FailedJob & { keys: string[] })[]> {
    const parameters = new SqlParameters();
    const window = windowOf(parameters);
    const rows = await this.database.rows<FailedJob & { keys: string[] }>(
      `SELECT ${FAILED}, ARRAY[${window.keyColumns}] AS keys FROM outbox o
       WHERE o.failed_at IS NOT NULL AND ${window.condition ?? 'true'}
       ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }

  /**
   * A job for whoever wants it tried again, kept from changing until the transaction ends.
   * @returns undefined when there is no such job; without `failed` it is not on the dead-letter list
   */
  async lockForRetry(
    id: string,
  ): Promise<{ failed: FailedJob | undefined; secretGone: boolean } | undefined> {
    this.database.requireTransaction();
    const [row] = await this.database.rows<
      Omit<FailedJob, 'failedAt'> & { failedAt: Date | null; secretGone: boolean }
    >(
      `SELECT ${FAILED}, coalesce(o.payload -> 'secret' = 'null', false) AS "secretGone"
       FROM outbox o WHERE o.id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    if (!row) return undefined;
    const { secretGone, failedAt, ...job } = row;
    return { failed: failedAt === null ? undefined : { ...job, failedAt }, secretGone };
  }

  /** Takes a job off the dead-letter list and gives it all its attempts again. */
  async reopen(id: string): Promise<void> {
    await this.database.rows(
      `WITH reopened AS (
         UPDATE outbox SET failed_at = NULL, last_error = NULL, dispatched_at = NULL, attempts = 0
         WHERE id = $1 AND failed_at IS NOT NULL RETURNING id
       )
       SELECT ${NOTIFY} FROM reopened`,
      [id],
    );
  }

  /**
   * Forgets the secrets of jobs that failed before a time. The member stays as null, so that it is known that there was one.
   * @returns how many had one
   */
  async forgetSecrets(failedBefore: Date): Promise<number> {
    return this.database.execute(
      `UPDATE outbox SET payload = jsonb_set(payload, '{secret}', 'null')
       WHERE failed_at < $1 AND jsonb_typeof(payload) = 'object' AND payload -> 'secret' <> 'null'`,
      [failedBefore],
    );
  }

  async depth(now: Date): Promise<QueueDepth> {
    const [row] = await this.database.rows<QueueDepth & { failed: number }>(
      `SELECT (count(*) FILTER (WHERE attempts = 0 AND not_before <= $1))::int AS waiting,
              (count(*) FILTER (WHERE attempts > 0 AND last_error IS NULL))::int AS active,
              (count(*) FILTER (WHERE attempts = 0 AND not_before > $1 OR last_error IS NOT NULL))::int AS delayed,
              (SELECT count(*) FROM outbox WHERE failed_at IS NOT NULL)::int AS failed,
              greatest(0, coalesce(extract(epoch FROM $1 - min(not_before)), 0))::float8 AS "oldestSeconds"
       FROM outbox WHERE ${OPEN}`,
      [now],
    );
    return row ?? { waiting: 0, active: 0, delayed: 0, failed: 0, oldestSeconds: 0 };
  }

  /** @returns how many of at most `limit` delivered jobs were removed */
  async removeDelivered(deliveredBefore: Date, limit: number): Promise<number> {
    return this.database.execute(
      `DELETE FROM outbox WHERE id IN (
         SELECT id FROM outbox WHERE delivered_at < $1 ORDER BY delivered_at LIMIT $2 FOR UPDATE SKIP LOCKED
       )`,
      [deliveredBefore, limit],
    );
  }
}
