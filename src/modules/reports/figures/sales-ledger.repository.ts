import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { FiguresScope } from './span.js';
import { liveSpans, SUMMED_DAYS, sumsOf } from './summed-days.js';
import { type Sums, SUMS } from './sums.js';

/** How money comes in; points are beside it, and `free` is what cost nothing. */
export type Tender = 'stripe' | 'cash' | 'terminal' | 'points' | 'free';

type Of<Key> = Sums & Key;

/** What was sold and given back, added up in all ways that reports show. */
export interface SalesFigures {
  readonly days: readonly Of<{ readonly day: string; readonly kind: string }>[];
  readonly films: readonly Of<{
    readonly movieId: number | null;
    readonly kind: string;
    readonly name: string | null;
  }>[];
  readonly cinemas: readonly Of<{ readonly cinemaId: number | null; readonly name: string | null }>[];
  readonly halls: readonly Of<{
    readonly hallId: number | null;
    readonly name: string | null;
    readonly hallType: string | null;
    readonly cinema: string | null;
  }>[];
  readonly tenders: readonly Of<{ readonly tender: Tender }>[];
  readonly sellers: readonly Of<{ readonly sellerId: number | null; readonly name: string | null }>[];
}

interface CubeRow extends Sums {
  readonly [column: string]: unknown;
  readonly dimension: keyof SalesFigures;
}

/** The name that people know somebody by who sells. */
export const SELLER_NAME = `CASE WHEN u.deleted_at IS NOT NULL THEN 'Deleted account ' || u.id
  ELSE coalesce(nullif(concat_ws(' ', up.first_name, up.last_name), ''), u.email) END`;

const KEYS = {
  day: 'date',
  kind: 'varchar',
  movie_id: 'integer',
  cinema_id: 'integer',
  hall_id: 'integer',
  tender: 'varchar',
  seller_id: 'integer',
};
const DIMENSIONS: Readonly<
  Record<keyof SalesFigures, { readonly family: number; readonly by: readonly (keyof typeof KEYS)[] }>
> = {
  days: { family: 1, by: ['day', 'kind'] },
  films: { family: 2, by: ['movie_id', 'kind'] },
  cinemas: { family: 2, by: ['cinema_id'] },
  halls: { family: 2, by: ['hall_id'] },
  tenders: { family: 3, by: ['tender'] },
  sellers: { family: 3, by: ['seller_id'] },
};
const ADDED = Object.entries(DIMENSIONS)
  .map(([dimension, { family, by }]) => {
    const keys = Object.entries(KEYS).map(([key, type]) =>
      by.some((one) => one === key) ? key : `NULL::${type} AS ${key}`,
    );
    return `SELECT '${dimension}' AS dimension, ${keys.join(', ')}, ${SUMS} FROM sums WHERE family = ${family}
      GROUP BY ${by.join(', ')}`;
  })
  .join(' UNION ALL ');

/** The ledger of sales. */
@Injectable()
export class SalesLedgerRepository {
  constructor(private readonly database: Database) {}

  /** Days that were summed before are not read from the ledger; each entry of the others is read once. */
  async figures(scope: FiguresScope): Promise<SalesFigures> {
    const summed = await this.database.rows<{ day: string }>(SUMMED_DAYS, [scope.from, scope.to]);
    const spans = liveSpans(
      scope,
      summed.map(({ day }) => day),
    );
    const { sql, parameters } = sumsOf(scope, spans);
    const rows = await this.database.rows<CubeRow>(
      `WITH sums AS MATERIALIZED (${sql}), added AS (${ADDED})
       SELECT a.dimension, a.day::text, a.kind, a.movie_id AS "movieId", a.cinema_id AS "cinemaId", a.hall_id AS "hallId",
         a.tender, a.seller_id AS "sellerId", h.type AS "hallType", coalesce(hc.name, c.name) AS cinema,
         CASE a.dimension WHEN 'films' THEN m.name || ' (' || m.year || ')' WHEN 'cinemas' THEN c.name
           WHEN 'halls' THEN h.name WHEN 'sellers' THEN ${SELLER_NAME} END AS name,
         a.sold, a.returned, a.gross, a.discount, a.points, a."moneyBack", a."pointsBack"
       FROM added a
       LEFT JOIN movies m ON m.id = a.movie_id LEFT JOIN cinemas c ON c.id = a.cinema_id
       LEFT JOIN halls h ON h.id = a.hall_id LEFT JOIN cinemas hc ON hc.id = h.cinema_id
       LEFT JOIN users u ON u.id = a.seller_id LEFT JOIN user_profiles up ON up.user_id = u.id
       ORDER BY a.day, a.gross - a.discount DESC, name, a.kind, a.tender`,
      parameters,
    );
    const of = <Dimension extends keyof SalesFigures>(dimension: Dimension): SalesFigures[Dimension] =>
      rows.filter((row) => row.dimension === dimension) as unknown as SalesFigures[Dimension];
    return {
      days: of('days'),
      films: of('films'),
      cinemas: of('cinemas'),
      halls: of('halls'),
      tenders: of('tenders'),
      sellers: of('sellers'),
    };
  }
}
