import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { LEDGER_ENTRIES } from './ledger-entries.js';
import { type FiguresScope, scopeParameters } from './span.js';
import { type Sums, SUMS } from './sums.js';

/** A thing on a menu: of one cinema. */
export interface MenuThing {
  readonly item: string;
  readonly category: string;
  readonly cinema: string;
}

/** What snacks and drinks brought, in all ways that reports show. */
export interface ConcessionFigures {
  readonly items: readonly (Sums & MenuThing)[];
  readonly days: readonly (Sums & { readonly day: string })[];
  readonly cinemas: readonly (Sums & { readonly cinema: string })[];
  /** Sold by a cashier, or ordered ahead. */
  readonly ways: readonly (Sums & { readonly atCounter: boolean })[];
  /** What combos that were sold, and not given back, were made of. */
  readonly parts: readonly (MenuThing & { readonly pieces: number })[];
}

interface ConcessionRow extends Sums {
  readonly [column: string]: unknown;
  readonly dimension: 'items' | 'days' | 'cinemas' | 'ways';
}

const CUBE = `
  SELECT day, item_id, cinema_id, seller_id IS NOT NULL AS at_counter, sum(sold) AS sold, sum(returned) AS returned,
    sum(gross) AS gross, sum(discount) AS discount, sum(points) AS points, sum(money_back) AS money_back,
    sum(points_back) AS points_back
  FROM (${LEDGER_ENTRIES}) entries WHERE kind = 'concession' GROUP BY day, item_id, cinema_id, seller_id IS NOT NULL`;

const NAME = `i.name || coalesce(', ' || i.size, '')`;

/** Snacks and drinks in the ledger of sales. */
@Injectable()
export class ConcessionFiguresRepository {
  constructor(private readonly database: Database) {}

  async figures(scope: FiguresScope): Promise<ConcessionFigures> {
    const rows = await this.database.rows<ConcessionRow>(
      `WITH cube AS MATERIALIZED (${CUBE}), added AS (
         SELECT CASE GROUPING(item_id, day, cinema_id, at_counter)
             WHEN 7 THEN 'items' WHEN 11 THEN 'days' WHEN 13 THEN 'cinemas' ELSE 'ways' END AS dimension,
           item_id, day, cinema_id, at_counter, ${SUMS}
         FROM cube GROUP BY GROUPING SETS ((item_id), (day), (cinema_id), (at_counter)))
       SELECT a.dimension, a.day::text, ${NAME} AS item, i.category, coalesce(ic.name, c.name) AS cinema,
         a.at_counter AS "atCounter", a.sold, a.returned, a.gross, a.discount, a.points, a."moneyBack", a."pointsBack"
       FROM added a LEFT JOIN concession_items i ON i.id = a.item_id LEFT JOIN cinemas ic ON ic.id = i.cinema_id
       LEFT JOIN cinemas c ON c.id = a.cinema_id
       ORDER BY a.day, a.gross - a.discount DESC, item, cinema, "atCounter"`,
      scopeParameters(scope),
    );
    const of = <Dimension extends ConcessionRow['dimension']>(
      dimension: Dimension,
    ): ConcessionFigures[Dimension] =>
      rows.filter((row) => row.dimension === dimension) as unknown as ConcessionFigures[Dimension];
    return {
      items: of('items'),
      days: of('days'),
      cinemas: of('cinemas'),
      ways: of('ways'),
      parts: await this.parts(scope),
    };
  }

  private async parts(scope: FiguresScope): Promise<ConcessionFigures['parts']> {
    return this.database.rows<ConcessionFigures['parts'][number] & Record<string, unknown>>(
      `SELECT ${NAME} AS item, i.category, c.name AS cinema, sum(k.quantity * (e.sold - e.returned) / e.pieces)::int AS pieces
       FROM (
         SELECT line_id, item_id, sum(sold) AS sold, sum(returned) AS returned, max(sold + returned) AS pieces
         FROM (${LEDGER_ENTRIES}) entries WHERE kind = 'concession' AND sold + returned > 0 GROUP BY line_id, item_id) e
       JOIN concession_items combo ON combo.id = e.item_id AND combo.category = 'combo'
       JOIN concession_claims k ON k.order_item_id = e.line_id
       JOIN concession_items i ON i.id = k.item_id JOIN cinemas c ON c.id = i.cinema_id
       GROUP BY i.id, c.id HAVING sum(k.quantity * (e.sold - e.returned)) <> 0
       ORDER BY pieces DESC, item, cinema`,
      scopeParameters(scope),
    );
  }
}
