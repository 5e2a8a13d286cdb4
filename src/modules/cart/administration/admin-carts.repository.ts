import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../platform/lists/index.js';
import type { CartItem } from '../cart.repository.js';

/** Which carts are meant; all conditions hold at once. */
export interface CartFilter {
  /** A part of the owner's e-mail, or their id. */
  readonly q?: string | undefined;
  readonly userId?: number | undefined;
}

/** A cart with its films and its owner. */
export interface FilledCart {
  readonly userId: number;
  readonly email: string;
  readonly items: readonly CartItem[];
}

interface CartRow {
  readonly userId: number;
  readonly email: string;
  readonly movie_ids: number[];
  readonly added: Date[];
  readonly keys: string[];
  [column: string]: unknown;
}

const LIKE_SIGNS = /[\\%_]/g;
const MAX_ID = 2_147_483_647;
const CARTS = 'FROM carts c JOIN users u ON u.id = c.user_id';

/** Carts for those who look through them. Empty ones are not found. */
@Injectable()
export class AdminCartsRepository {
  constructor(private readonly database: Database) {}

  async count(filter: CartFilter): Promise<number> {
    const parameters = new SqlParameters();
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n ${CARTS} WHERE ${conditionOf(filter, parameters)}`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  async page(
    filter: CartFilter,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<(FilledCart & { readonly keys: readonly string[] })[]> {
    const parameters = new SqlParameters();
    const condition = conditionOf(filter, parameters);
    const window = windowOf(parameters);
    const rows = await this.database.rows<CartRow>(
      `SELECT page.*, f.movie_ids, f.added
       FROM (SELECT c.id, u.id AS "userId", u.email, row_number() OVER (ORDER BY ${window.orderBy}) AS place,
               ARRAY[${window.keyColumns}] AS keys
             ${CARTS} WHERE ${condition} AND ${window.condition ?? 'true'}
             ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}) page
       CROSS JOIN LATERAL (
         SELECT array_agg(i.movie_id ORDER BY i.id) AS movie_ids, array_agg(i.added_at ORDER BY i.id) AS added
         FROM cart_items i WHERE i.cart_id = page.id) f
       ORDER BY page.place`,
      parameters.values,
    );
    return (window.reversed ? rows.reverse() : rows).map(toFilledCart);
  }
}

function toFilledCart({ userId, email, keys, movie_ids, added }: CartRow): FilledCart & { keys: string[] } {
  const items = movie_ids.flatMap((movieId, index): CartItem[] => {
    const addedAt = added[index];
    return addedAt ? [{ movieId, addedAt }] : [];
  });
  return { userId, email, keys, items };
}

function conditionOf({ q, userId }: CartFilter, parameters: SqlParameters): string {
  const conditions = [
    'EXISTS (SELECT 1 FROM cart_items i WHERE i.cart_id = c.id)',
    userId !== undefined && `c.user_id = ${parameters.add(userId)}`,
    q !== undefined && q !== '' && named(q, parameters),
  ];
  return conditions.filter((condition) => typeof condition === 'string').join(' AND ');
}

function named(q: string, parameters: SqlParameters): string {
  const likeIt = `lower(u.email) LIKE lower(${parameters.add(`%${q.replace(LIKE_SIGNS, '\\$&')}%`)})`;
  const id = /^\d{1,10}$/.test(q) ? Number(q) : 0;
  return id >= 1 && id <= MAX_ID ? `(${likeIt} OR u.id = ${parameters.add(id)})` : likeIt;
}
