import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { BonusAccount, BonusEntry, BonusLot, BonusTransaction } from './bonus.js';

/** A credit of which something is left. */
export interface OpenLot {
  readonly id: number;
  readonly left: number;
  readonly expiresAt: Date | null;
}

/** What an order has to do with points. */
export interface OrderPoints {
  /** What they were taken of, in order. */
  readonly taken: readonly BonusLot[];
  readonly returned: number;
  readonly accrued: number;
}

interface OrderPointsRow {
  readonly [column: string]: unknown;
  readonly taken: readonly BonusLot[] | null;
  readonly returned: number;
  readonly accrued: number;
}

type TransactionRow = BonusTransaction & Record<string, unknown>;

export const BONUS_TRANSACTION = `t.id, t.user_id AS "userId", t.points, t.reason, t.order_id AS "orderId",
  t.expires_at AS "expiresAt", t.note, t.created_at AS "createdAt"`;

/** Bonus accounts and their ledger. Whoever writes has locked the account. */
@Injectable()
export class BonusAccountsRepository {
  constructor(private readonly database: Database) {}

  /** The account, opened where there is none, kept from changing until the transaction ends. */
  async lock(userId: number): Promise<BonusAccount> {
    this.database.requireTransaction();
    const [row] = await this.database.prepared<{ balance: number; debt: number }>(
      'lock-bonus-account',
      `INSERT INTO bonus_accounts AS a (user_id) VALUES ($1)
       ON CONFLICT (user_id) DO UPDATE SET balance = a.balance RETURNING a.balance, a.debt`,
      [userId],
    );
    return { userId, balance: row?.balance ?? 0, debt: row?.debt ?? 0 };
  }

  async setBalance({ userId, balance, debt }: BonusAccount): Promise<void> {
    await this.database.prepared(
      'set-bonus-balance',
      'UPDATE bonus_accounts SET balance = $2, debt = $3 WHERE user_id = $1',
      [userId, balance, debt],
    );
  }

  /** Lots with something left, those first that run out first. */
  async openLots(userId: number): Promise<OpenLot[]> {
    return this.database.prepared<OpenLot & Record<string, unknown>>(
      'open-bonus-lots',
      `SELECT id, points_left AS left, expires_at AS "expiresAt" FROM bonus_transactions
       WHERE user_id = $1 AND points_left > 0 ORDER BY expires_at NULLS LAST, id`,
      [userId],
    );
  }

  async draw(drawn: readonly { readonly id: number; readonly points: number }[]): Promise<void> {
    await this.database.prepared(
      'draw-bonus-lots',
      `UPDATE bonus_transactions t SET points_left = t.points_left - d.points
       FROM unnest($1::int[], $2::int[]) AS d (id, points) WHERE t.id = d.id`,
      [drawn.map(({ id }) => id), drawn.map(({ points }) => points)],
    );
  }

  /** @param lots what points were taken of; null where points came */
  async insert(
    userId: number,
    points: number,
    entry: BonusEntry & { readonly expiresAt: Date | null; readonly lots: readonly BonusLot[] | null },
    at: Date,
  ): Promise<BonusTransaction> {
    const { reason, orderId = null, note = null, actorId = null, key = null, expiresAt, lots } = entry;
    const [row] = await this.database.prepared<TransactionRow>(
      'insert-bonus-transaction',
      `INSERT INTO bonus_transactions AS t (user_id, points, points_left, reason, order_id, expires_at, lots, note, actor_id,
         idempotency_key, created_at)
       VALUES ($1, $2::int, greatest($2::int, 0), $3, $4, $5, $6, $7, $8, $9, $10) RETURNING ${BONUS_TRANSACTION}`,
      [userId, points, reason, orderId, expiresAt, lots && JSON.stringify(lots), note, actorId, key, at],
    );
    if (!row) throw new Error('INSERT INTO bonus_transactions returned no row.');
    return row;
  }

  async ofOrder(orderId: number): Promise<OrderPoints> {
    const [row] = await this.database.prepared<OrderPointsRow>(
      'bonus-of-order',
      `SELECT (SELECT json_agg(l.lot ORDER BY t.id, l.position) FROM bonus_transactions t
               CROSS JOIN LATERAL jsonb_array_elements(t.lots) WITH ORDINALITY AS l (lot, position)
               WHERE t.order_id = $1 AND t.reason = 'spent') AS taken,
         coalesce(sum(points) FILTER (WHERE reason = 'returned'), 0)::int AS returned,
         coalesce(sum(points) FILTER (WHERE reason = 'accrued'), 0)::int AS accrued
       FROM bonus_transactions WHERE order_id = $1`,
      [orderId],
    );
    return { taken: row?.taken ?? [], returned: row?.returned ?? 0, accrued: row?.accrued ?? 0 };
  }

  /** The adjustment that somebody made with a key of theirs since then. */
  async findByKey(actorId: number, key: string, since: Date): Promise<BonusTransaction | undefined> {
    const [row] = await this.database.rows<TransactionRow>(
      `SELECT ${BONUS_TRANSACTION} FROM bonus_transactions t
       WHERE t.actor_id = $1 AND t.idempotency_key = $2 AND t.created_at > $3 ORDER BY t.id DESC LIMIT 1`,
      [actorId, key, since],
    );
    return row;
  }

  /** Whether there is such an account that was not deleted. */
  async isPerson(userId: number): Promise<boolean> {
    const found = await this.database.rows('SELECT 1 FROM users WHERE id = $1 AND deleted_at IS NULL', [
      userId,
    ]);
    return found.length > 0;
  }

  /** People with points that have run out and are still in the books. */
  async findExpired(now: Date, limit: number): Promise<number[]> {
    const rows = await this.database.rows<{ userId: number }>(
      `SELECT DISTINCT user_id AS "userId" FROM bonus_transactions
       WHERE points_left > 0 AND expires_at <= $1 ORDER BY user_id LIMIT $2`,
      [now, limit],
    );
    return rows.map(({ userId }) => userId);
  }
}
