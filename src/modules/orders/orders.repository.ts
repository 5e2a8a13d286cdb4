import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import type { LineFacts, NewLine } from './lines/order-line-kind.js';
import type { Exclusion, Order, OrderLine, OrderStatus } from './order.js';

/** A change of an order's status, as it is recorded. */
export interface OrderChange {
  readonly to: OrderStatus;
  /** A word for programs: `expired`. */
  readonly reason: string;
  /** The account that did it, null for the program itself. */
  readonly by: number | null;
}

/** A new order. Amounts in minor units. */
export interface NewOrder {
  /** Null for a sale to somebody who walked in. */
  readonly userId: number | null;
  /** The cashier; null for what is ordered online. */
  readonly sellerId: number | null;
  readonly customerEmail: string | null;
  readonly total: number;
  readonly currency: string;
  readonly excluded: readonly Exclusion[];
  readonly idempotencyKey: string | undefined;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

type LineRow = Omit<OrderLine, 'refundedAt'> & { refundedAt: string | null };
/** An order `o` as `ORDER_COLUMNS` reads it. */
export type OrderRow = Omit<Order, 'lines'> & { lines: LineRow[] | null; [column: string]: unknown };

const minor = (column: string): string => `(${column} * 100)::integer`;

const LINES = `
  SELECT json_agg(json_build_object('id', i.id, 'kind', i.kind, 'movieId', i.movie_id, 'movieUuid', m.uuid, 'title', i.title,
    'quantity', i.quantity, 'price', ${minor('i.price_at_order')}, 'discount', ${minor('i.discount')},
    'bonus', ${minor('i.bonus_amount')}, 'refunded', ${minor('i.refunded_amount')}, 'refundedAt', i.refunded_at)
    ORDER BY i.id)
  FROM order_items i LEFT JOIN movies m ON m.id = i.movie_id WHERE i.order_id = o.id AND i.superseded_at IS NULL`;

/** An order `o` with its lines, for `toOrder`. */
export const ORDER_COLUMNS = `o.id, o.user_id AS "userId", o.seller_id AS "sellerId",
  o.customer_email AS "customerEmail", o.status, o.excluded, ${minor('o.total_amount')} AS total,
  ${minor('o.discount_amount')} AS discount, ${minor('o.bonus_amount')} AS bonus, ${minor('o.refunded_amount')} AS refunded,
  o.currency, o.created_at AS "createdAt", o.expires_at AS "expiresAt", o.paid_at AS "paidAt", (${LINES}) AS lines`;

export function toOrder(row: OrderRow): Order {
  const lines = row.lines ?? [];
  return {
    ...row,
    lines: lines.map((line) => ({
      ...line,
      refundedAt: line.refundedAt === null ? null : new Date(line.refundedAt),
    })),
  };
}

/** Orders for those who change them. */
@Injectable()
export class OrdersRepository {
  constructor(private readonly database: Database) {}

  /** An order as it is at this moment, changed by nobody else until the transaction ends. */
  async lock(id: number): Promise<Order | undefined> {
    this.database.requireTransaction();
    const locked = await this.database.prepared(
      'lock-order',
      'SELECT 1 FROM orders WHERE id = $1 FOR UPDATE',
      [id],
    );
    return locked.length === 0 ? undefined : this.find(id);
  }

  async find(id: number): Promise<Order | undefined> {
    const [row] = await this.database.prepared<OrderRow>(
      'find-order',
      `SELECT ${ORDER_COLUMNS} FROM orders o WHERE o.id = $1`,
      [id],
    );
    return row && toOrder(row);
  }

  /**
   * The order that somebody made with a key of theirs since then.
   * @param maker for themselves, or as a cashier for others: these keys do not meet
   */
  async findByKey(
    maker: 'user_id' | 'seller_id',
    accountId: number,
    key: string,
    since: Date,
  ): Promise<Order | undefined> {
    const [row] = await this.database.rows<OrderRow>(
      `SELECT ${ORDER_COLUMNS} FROM orders o
       WHERE o.${maker} = $1 AND o.idempotency_key = $2 AND o.created_at > $3
         AND (o.seller_id IS NOT NULL) = ${maker === 'seller_id'}
       ORDER BY o.id DESC LIMIT 1`,
      [accountId, key, since],
    );
    return row && toOrder(row);
  }

  /** @returns the new order's id; the beginning is recorded as its first event */
  async insert(order: NewOrder): Promise<number> {
    const [row] = await this.database.prepared<{ id: number }>(
      'insert-order',
      `WITH o AS (
         INSERT INTO orders (user_id, seller_id, customer_email, total_amount, currency, excluded, created_at, expires_at,
           idempotency_key)
         VALUES ($1, $2, $3, $4::numeric / 100, $5, $6, $7, $8, $9) RETURNING id, coalesce(seller_id, user_id) AS actor_id)
       INSERT INTO order_events (order_id, to_status, reason, actor_id)
       SELECT id, 'pending', 'ordered', actor_id FROM o RETURNING order_id AS id`,
      [
        order.userId,
        order.sellerId,
        order.customerEmail,
        order.total,
        order.currency,
        JSON.stringify(order.excluded),
        order.createdAt,
        order.expiresAt,
        order.idempotencyKey ?? null,
      ],
    );
    return row?.id ?? 0;
  }

  /** @returns the ids of the new lines, in their order */
  async insertLines(orderId: number, lines: readonly NewLine[]): Promise<number[]> {
    const rows = await this.database.prepared<{ id: number }>(
      'insert-order-lines',
      `INSERT INTO order_items (order_id, kind, movie_id, title, quantity, price_at_order, facts)
       SELECT $1, l.kind, l.movie_id, l.title, l.quantity, l.price::numeric / 100, l.facts
       FROM unnest($2::text[], $3::int[], $4::text[], $5::int[], $6::int[], $7::jsonb[])
         WITH ORDINALITY AS l (kind, movie_id, title, quantity, price, facts, position)
       ORDER BY l.position RETURNING id`,
      [
        orderId,
        lines.map(({ kind }) => kind),
        lines.map(({ movieId }) => movieId),
        lines.map(({ title }) => title),
        lines.map(({ quantity }) => quantity),
        lines.map(({ price }) => price),
        lines.map(({ facts = {} }) => JSON.stringify(facts)),
      ],
    );
    return rows.map(({ id }) => id).sort((one, other) => one - other);
  }

  /** Gives a locked order another status, and records the step. */
  async change(
    order: Order,
    { to, reason, by }: OrderChange,
    paidAt: Date | null = order.paidAt,
  ): Promise<void> {
    await this.database.prepared(
      'change-order',
      `WITH o AS (UPDATE orders SET status = $3, paid_at = $4 WHERE id = $1)
       INSERT INTO order_events (order_id, from_status, to_status, reason, actor_id) VALUES ($1, $2, $3, $5, $6)`,
      [order.id, order.status, to, paidAt, reason, by],
    );
  }

  /** Keeps lines as history: others take their place. */
  async supersede(lineIds: readonly number[], at: Date): Promise<void> {
    await this.database.execute('UPDATE order_items SET superseded_at = $2 WHERE id = ANY ($1::int[])', [
      lineIds,
      at,
    ]);
  }

  async setExcluded(id: number, excluded: readonly Exclusion[]): Promise<void> {
    await this.database.execute('UPDATE orders SET excluded = $2 WHERE id = $1', [
      id,
      JSON.stringify(excluded),
    ]);
  }

  /** What the lines of an order are, for discounts that hold for some things only. */
  async factsOf(orderId: number): Promise<ReadonlyMap<number, LineFacts>> {
    const rows = await this.database.prepared<{ id: number; facts: LineFacts }>(
      'order-line-facts',
      'SELECT id, facts FROM order_items WHERE order_id = $1 AND superseded_at IS NULL',
      [orderId],
    );
    return new Map(rows.map(({ id, facts }) => [id, facts]));
  }

  /** Writes what comes off the lines of an open order, and what that makes of it. */
  async setPrices(
    id: number,
    lines: readonly { readonly id: number; readonly discount: number; readonly bonus: number }[],
    sums: { readonly total: number; readonly discount: number; readonly bonus: number },
  ): Promise<void> {
    await this.database.prepared(
      'set-order-prices',
      `WITH lines AS (
         UPDATE order_items i SET discount = l.discount::numeric / 100, bonus_amount = l.bonus::numeric / 100
         FROM unnest($2::int[], $3::int[], $4::int[]) AS l (id, discount, bonus) WHERE i.id = l.id AND i.order_id = $1)
       UPDATE orders SET total_amount = $5::numeric / 100, discount_amount = $6::numeric / 100,
         bonus_amount = $7::numeric / 100 WHERE id = $1`,
      [
        id,
        lines.map((line) => line.id),
        lines.map((line) => line.discount),
        lines.map((line) => line.bonus),
        sums.total,
        sums.discount,
        sums.bonus,
      ],
    );
  }

  /** Books what was given back of lines; those without anything left are marked as refunded. */
  async addRefunds(order: Order, parts: ReadonlyMap<number, number>, at: Date): Promise<void> {
    await this.database.prepared(
      'refund-order-lines',
      `WITH lines AS (
         UPDATE order_items i SET refunded_amount = i.refunded_amount + p.amount::numeric / 100,
           refunded_at = CASE WHEN i.refunded_amount + p.amount::numeric / 100 >= i.price_at_order * i.quantity - i.discount
             THEN $4::timestamptz ELSE i.refunded_at END
         FROM unnest($2::int[], $3::int[]) AS p (id, amount) WHERE i.id = p.id AND i.order_id = $1)
       UPDATE orders SET refunded_amount = refunded_amount + $5::numeric / 100 WHERE id = $1`,
      [
        order.id,
        [...parts.keys()],
        [...parts.values()],
        at,
        [...parts.values()].reduce((sum, part) => sum + part, 0),
      ],
    );
  }

  /** Remembers that the customer is told something, once. */
  async tellOnce(orderId: number, name: string): Promise<boolean> {
    const told = await this.database.prepared(
      'tell-once',
      'INSERT INTO order_messages (order_id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1',
      [orderId, name],
    );
    return told.length > 0;
  }

  /** Orders that have waited for their payment for too long, the oldest first. */
  async findOpenExpiredBefore(moment: Date, limit: number): Promise<{ id: number; expiresAt: Date }[]> {
    return this.database.rows(
      `SELECT id, expires_at AS "expiresAt" FROM orders WHERE status = 'pending' AND expires_at <= $1
       ORDER BY expires_at LIMIT $2`,
      [moment, limit],
    );
  }

  async openOrdersOf(userId: number): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      `SELECT id FROM orders WHERE user_id = $1 AND status = 'pending' ORDER BY id`,
      [userId],
    );
    return rows.map(({ id }) => id);
  }

  /** Whether a buyer has their account still; it stays until the transaction ends. */
  async lockBuyer(userId: number): Promise<boolean> {
    this.database.requireTransaction();
    const rows = await this.database.prepared(
      'lock-buyer',
      'SELECT 1 FROM users WHERE id = $1 AND deleted_at IS NULL FOR KEY SHARE',
      [userId],
    );
    return rows.length > 0;
  }

  /** The address that mails to somebody go to; undefined once they have deleted their account. */
  async emailOf(userId: number): Promise<string | undefined> {
    const [row] = await this.database.prepared<{ email: string }>(
      'email-of-buyer',
      'SELECT email FROM users WHERE id = $1 AND deleted_at IS NULL',
      [userId],
    );
    return row?.email;
  }

  /** The active account with an e-mail, whatever its case. */
  async activeAccountOf(email: string): Promise<number | undefined> {
    const [row] = await this.database.prepared<{ id: number }>(
      'active-account-of-email',
      'SELECT id FROM users WHERE lower(email) = lower($1) AND is_active AND deleted_at IS NULL',
      [email],
    );
    return row?.id;
  }

  /** Forgets the e-mail of an account's owner where they were sold something as somebody who walked in. */
  async forgetEmailOf(userId: number): Promise<void> {
    await this.database.execute(
      `UPDATE orders SET customer_email = NULL
       WHERE lower(customer_email) = (SELECT lower(email) FROM users WHERE id = $1)`,
      [userId],
    );
  }
}
