import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../platform/lists/index.js';
import type { Order, OrderStatus } from '../order.js';
import { ORDER_COLUMNS, type OrderRow, toOrder } from '../orders.repository.js';

/** Which orders are meant; all conditions hold at once. */
export interface OrderFilter {
  readonly userId?: number | undefined;
  /** A part of the buyer's e-mail, or of the one that was left at the counter. */
  readonly email?: string | undefined;
  readonly statuses?: readonly OrderStatus[] | undefined;
  readonly createdFrom?: Date | undefined;
  readonly createdBefore?: Date | undefined;
}

/** An order with its buyer's address, and where it stands in its list. */
export interface FoundOrder extends Order {
  readonly email: string | null;
  readonly keys: readonly string[];
}

/** One step of an order. */
export interface OrderEvent {
  readonly from: string | null;
  readonly to: string;
  readonly reason: string;
  readonly actorId: number | null;
  readonly at: Date;
}

const LIKE_SIGNS = /[\\%_]/g;
const EMAIL = `coalesce(o.customer_email,
  (SELECT CASE WHEN u.deleted_at IS NULL THEN u.email END FROM users u WHERE u.id = o.user_id)) AS email`;

/** Orders for those who look through them. */
@Injectable()
export class OrderListRepository {
  constructor(private readonly database: Database) {}

  async count(filter: OrderFilter): Promise<number> {
    const parameters = new SqlParameters();
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM orders o WHERE ${conditionOf(filter, parameters)}`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  /** The lines are looked up for the page alone. */
  async page(
    filter: OrderFilter,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<FoundOrder[]> {
    const parameters = new SqlParameters();
    const condition = conditionOf(filter, parameters);
    const window = windowOf(parameters);
    const rows = await this.database.rows<OrderRow & Pick<FoundOrder, 'email' | 'keys'>>(
      `SELECT ${ORDER_COLUMNS}, ${EMAIL}, ARRAY[${window.keyColumns}] AS keys
       FROM (SELECT o.id FROM orders o WHERE ${condition} AND ${window.condition ?? 'true'}
             ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}) page
       JOIN orders o ON o.id = page.id ORDER BY ${window.orderBy}`,
      parameters.values,
    );
    const found = rows.map((row) => ({ ...toOrder(row), email: row.email, keys: row.keys }));
    return window.reversed ? found.reverse() : found;
  }

  async findWithBuyer(id: number): Promise<FoundOrder | undefined> {
    const [row] = await this.database.rows<OrderRow & Pick<FoundOrder, 'email'>>(
      `SELECT ${ORDER_COLUMNS}, ${EMAIL} FROM orders o WHERE o.id = $1`,
      [id],
    );
    return row && { ...toOrder(row), email: row.email, keys: [] };
  }

  async events(orderId: number): Promise<OrderEvent[]> {
    return this.database.rows<OrderEvent & Record<string, unknown>>(
      `SELECT from_status AS "from", to_status AS "to", reason, actor_id AS "actorId", created_at AS at
       FROM order_events WHERE order_id = $1 ORDER BY id`,
      [orderId],
    );
  }
}

function conditionOf(filter: OrderFilter, parameters: SqlParameters): string {
  const { userId, email, statuses, createdFrom, createdBefore } = filter;
  const conditions = [
    'true',
    userId !== undefined && `o.user_id = ${parameters.add(userId)}`,
    email !== undefined && email !== '' && boughtBy(email, parameters),
    statuses && `o.status = ANY (${parameters.add(statuses)}::text[])`,
    createdFrom && `o.created_at >= ${parameters.add(createdFrom)}`,
    createdBefore && `o.created_at < ${parameters.add(createdBefore)}`,
  ];
  return conditions.filter((condition) => typeof condition === 'string').join(' AND ');
}

/** By buyers with an account, or by those who walked in and left an e-mail. */
function boughtBy(email: string, parameters: SqlParameters): string {
  const part = `lower(${parameters.add(`%${email.replace(LIKE_SIGNS, '\\$&')}%`)})`;
  return `o.id IN (
    SELECT b.id FROM users u JOIN orders b ON b.user_id = u.id WHERE u.deleted_at IS NULL AND lower(u.email) LIKE ${part}
    UNION ALL SELECT b.id FROM orders b WHERE lower(b.customer_email) LIKE ${part})`;
}
