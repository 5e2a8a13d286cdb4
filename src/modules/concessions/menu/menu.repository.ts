import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../platform/lists/index.js';
import type { ConcessionItem, ItemCategory } from './item.js';

/** Which things are meant; all conditions hold at once. */
export interface MenuFilter {
  readonly cinemaIds: readonly number[] | undefined;
  readonly categories: readonly ItemCategory[] | undefined;
  /** Whether it can be ordered at the moment. */
  readonly available: boolean | undefined;
  /** A part of the name or the description. */
  readonly q: string | undefined;
  readonly now: Date;
}

type ItemRow = ConcessionItem & Record<string, unknown>;

const LIKE_SIGNS = /[\\%_]/g;
const PARTS = `(SELECT coalesce(json_agg(json_build_object('itemId', p.item_id, 'quantity', p.quantity, 'name', x.name,
    'size', x.size, 'stock', x.stock, 'allergens', to_json(x.allergens)) ORDER BY p.item_id), '[]'::json)
  FROM concession_parts p JOIN concession_items x ON x.id = p.item_id WHERE p.combo_id = i.id)`;
const ITEM = `i.id, i.cinema_id AS "cinemaId", c.name AS cinema, i.name, i.category, i.size, i.allergens, i.description,
  (i.price * 100)::integer AS price, i.stock, s.amount AS left, s.is_open AS "isOpen", i.is_enabled AS "isEnabled",
  to_char(i.sales_from, 'HH24:MI') AS "salesFrom", to_char(i.sales_until, 'HH24:MI') AS "salesUntil", i.picture, i.version,
  ${PARTS} AS parts`;
const AVAILABLE = 'i.is_enabled AND s.is_open AND coalesce(s.amount, 1) > 0';

/** What is on the menus, as it is at a moment. What was deleted is kept, and nobody sees it. */
@Injectable()
export class MenuRepository {
  constructor(private readonly database: Database) {}

  async find(id: number, now: Date): Promise<ConcessionItem | undefined> {
    const [item] = await this.findAll([id], now);
    return item;
  }

  async findAll(ids: readonly number[], now: Date): Promise<ConcessionItem[]> {
    return this.database.prepared<ItemRow>(
      'find-concessions',
      `SELECT ${ITEM} FROM ${tablesAt('$2')} WHERE i.id = ANY ($1::int[]) AND i.deleted_at IS NULL ORDER BY i.id`,
      [ids, now],
    );
  }

  async count(filter: MenuFilter): Promise<number> {
    const parameters = new SqlParameters();
    const tables = tablesAt(parameters.add(filter.now));
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${tables} WHERE ${conditionOf(filter, parameters)}`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  async page(
    filter: MenuFilter,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<(ConcessionItem & { keys: string[] })[]> {
    const parameters = new SqlParameters();
    const tables = tablesAt(parameters.add(filter.now));
    const condition = conditionOf(filter, parameters);
    const window = windowOf(parameters);
    const rows = await this.database.rows<ItemRow & { keys: string[] }>(
      `SELECT ${ITEM}, ARRAY[${window.keyColumns}] AS keys FROM ${tables}
       WHERE ${condition} AND ${window.condition ?? 'true'}
       ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }

  /** The one cinema that there is; undefined where there are none or several. */
  async onlyCinema(): Promise<number | undefined> {
    const cinemas = await this.database.prepared<{ id: number }>(
      'only-cinema',
      'SELECT id FROM cinemas WHERE deleted_at IS NULL LIMIT 2',
    );
    return cinemas.length === 1 ? cinemas[0]?.id : undefined;
  }
}

/** Items `i` with their cinema `c`, and what they are at a moment `s`. */
function tablesAt(now: string): string {
  const time = `(${now}::timestamptz AT TIME ZONE c.time_zone)::time`;
  const from = `coalesce(i.sales_from, '00:00')`;
  const until = `coalesce(i.sales_until, '24:00')`;
  return `concession_items i JOIN cinemas c ON c.id = i.cinema_id AND c.deleted_at IS NULL
    CROSS JOIN LATERAL (SELECT
      CASE WHEN i.category <> 'combo' THEN i.stock ELSE (SELECT min(x.stock / p.quantity) FROM concession_parts p
        JOIN concession_items x ON x.id = p.item_id WHERE p.combo_id = i.id) END AS amount,
      CASE WHEN ${from} < ${until} THEN ${time} >= ${from} AND ${time} < ${until}
        ELSE ${time} >= ${from} OR ${time} < ${until} END AS is_open) s`;
}

function conditionOf({ cinemaIds, categories, available, q }: MenuFilter, parameters: SqlParameters): string {
  const sought = q?.trim() ?? '';
  const pattern = sought === '' ? '' : parameters.add(`%${sought.replace(LIKE_SIGNS, '\\$&')}%`);
  const conditions = [
    'i.deleted_at IS NULL',
    cinemaIds && `i.cinema_id = ANY (${parameters.add(cinemaIds)}::int[])`,
    categories && `i.category = ANY (${parameters.add(categories)}::text[])`,
    available !== undefined && `(${AVAILABLE}) = ${parameters.add(available)}`,
    pattern !== '' && `(i.name ILIKE ${pattern} OR i.description ILIKE ${pattern})`,
  ];
  return conditions.filter((condition) => typeof condition === 'string').join(' AND ');
}
