import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../platform/lists/index.js';
import { minor } from '../minor-units.js';
import type { Payment, PaymentMethod, PaymentStatus } from '../payment.js';

/** Which payments are meant; all conditions hold at once. */
export interface PaymentFilter {
  readonly id?: number | undefined;
  readonly userId?: number | undefined;
  readonly orderId?: number | undefined;
  readonly methods?: readonly PaymentMethod[] | undefined;
  /** A part of the payer's e-mail, or of the one that was left at the counter. */
  readonly email?: string | undefined;
  readonly statuses?: readonly PaymentStatus[] | undefined;
  readonly createdFrom?: Date | undefined;
  readonly createdBefore?: Date | undefined;
}

/** A payment with what is shown of it; prices in minor units. */
export interface FoundPayment extends Payment {
  readonly declineCode: string | null;
  readonly createdAt: Date;
  readonly email: string | null;
  readonly items: readonly { readonly orderItemId: number; readonly title: string; readonly price: number }[];
}

const LIKE_SIGNS = /[\\%_]/g;
const ITEMS = `
  SELECT json_agg(json_build_object('orderItemId', i.id, 'title', i.title, 'price', ${minor('pi.price_at_payment')})
    ORDER BY i.id)
  FROM payment_items pi JOIN order_items i ON i.id = pi.order_item_id WHERE pi.payment_id = p.id`;
const COLUMNS = `p.id, p.user_id AS "userId", p.order_id AS "orderId", ${minor('p.amount')} AS amount,
  ${minor('p.refunded_amount')} AS refunded, p.currency, p.status, p.method, p.settlement,
  p.external_payment_id AS "externalId", p.decline_code AS "declineCode", p.created_at AS "createdAt",
  coalesce((SELECT u.email FROM users u WHERE u.id = p.user_id AND u.deleted_at IS NULL),
    (SELECT o.customer_email FROM orders o WHERE o.id = p.order_id)) AS email,
  coalesce((${ITEMS}), '[]') AS items`;

type FoundRow = FoundPayment & Record<string, unknown>;

/** Payments for those who look through them. */
@Injectable()
export class PaymentListRepository {
  constructor(private readonly database: Database) {}

  async count(filter: PaymentFilter): Promise<number> {
    const parameters = new SqlParameters();
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM payments p WHERE ${conditionOf(filter, parameters)}`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  /** Items are looked up for the page alone: rows that it leaves out are counted off in the index. */
  async page(
    filter: PaymentFilter,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<(FoundPayment & { keys: string[] })[]> {
    const parameters = new SqlParameters();
    const condition = conditionOf(filter, parameters);
    const window = windowOf(parameters);
    const rows = await this.database.rows<FoundRow & { keys: string[] }>(
      `SELECT ${COLUMNS}, ARRAY[${window.keyColumns}] AS keys
       FROM (SELECT p.id FROM payments p WHERE ${condition} AND ${window.condition ?? 'true'}
             ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}) page
       JOIN payments p ON p.id = page.id ORDER BY ${window.orderBy}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }

  async find(filter: PaymentFilter): Promise<FoundPayment | undefined> {
    const parameters = new SqlParameters();
    const [row] = await this.database.rows<FoundRow>(
      `SELECT ${COLUMNS} FROM payments p WHERE ${conditionOf(filter, parameters)}`,
      parameters.values,
    );
    return row;
  }
}

function conditionOf(filter: PaymentFilter, parameters: SqlParameters): string {
  const { id, userId, orderId, methods, email, statuses, createdFrom, createdBefore } = filter;
  const conditions = [
    'true',
    id !== undefined && `p.id = ${parameters.add(id)}`,
    userId !== undefined && `p.user_id = ${parameters.add(userId)}`,
    orderId !== undefined && `p.order_id = ${parameters.add(orderId)}`,
    methods && `p.method = ANY (${parameters.add(methods)}::text[])`,
    email !== undefined && email !== '' && paidBy(email, parameters),
    statuses && statusIn(statuses, parameters),
    createdFrom && `p.created_at >= ${parameters.add(createdFrom)}`,
    createdBefore && `p.created_at < ${parameters.add(createdBefore)}`,
  ];
  return conditions.filter((condition) => typeof condition === 'string').join(' AND ');
}

/** One status is compared with "=", which lets its index hand out its payments in order. */
function statusIn(statuses: readonly PaymentStatus[], parameters: SqlParameters): string {
  return statuses.length === 1
    ? `p.status = ${parameters.add(statuses[0])}`
    : `p.status = ANY (${parameters.add(statuses)}::text[])`;
}

/** By payers with an account, or by those who walked in and left an e-mail. */
function paidBy(email: string, parameters: SqlParameters): string {
  const part = `lower(${parameters.add(`%${email.replace(LIKE_SIGNS, '\\$&')}%`)})`;
  return `p.id IN (
    SELECT b.id FROM users u JOIN payments b ON b.user_id = u.id WHERE u.deleted_at IS NULL AND lower(u.email) LIKE ${part}
    UNION ALL
    SELECT b.id FROM orders o JOIN payments b ON b.order_id = o.id WHERE lower(o.customer_email) LIKE ${part})`;
}
