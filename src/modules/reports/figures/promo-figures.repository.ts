import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { LEDGER_ENTRIES } from './ledger-entries.js';
import { type FiguresScope, scopeParameters } from './span.js';

/** What codes took off. Amounts in minor units. */
export interface PromoSums {
  /** Paid orders that used it. */
  readonly uses: number;
  /** What their lines that became cheaper would have cost without it, after codes that came before it. */
  readonly gross: number;
  readonly discount: number;
}

/** A code that stands alone, or all codes of a batch. */
export interface PromoFigures {
  readonly codes: readonly (PromoSums & { readonly code: string; readonly terms: string })[];
  readonly batches: readonly (PromoSums & {
    readonly batch: string;
    readonly size: number;
    readonly terms: string;
  })[];
}

interface PromoRow extends PromoSums {
  readonly [column: string]: unknown;
  readonly code: string;
  readonly size: number | null;
  readonly kind: 'percent' | 'fixed';
  readonly value: number;
}

/** What promo codes cost. */
@Injectable()
export class PromoFiguresRepository {
  constructor(private readonly database: Database) {}

  async figures(scope: FiguresScope): Promise<PromoFigures> {
    const rows = await this.database.rows<PromoRow>(
      `WITH used AS (
         SELECT e.order_id, sum(e.gross) AS gross, sum(e.discount) AS discount FROM (${LEDGER_ENTRIES}) e
         WHERE e.discount > 0 GROUP BY e.order_id),
       -- Of what several codes took off together, each its part, to the last cent.
       shares AS (
         SELECT u.order_id, u.promo_id, sum(u.discount) OVER so_far AS until, sum(u.discount) OVER so_far - u.discount AS before,
           sum(u.discount) OVER (PARTITION BY u.order_id) AS whole
         FROM promo_uses u JOIN used ON used.order_id = u.order_id WINDOW so_far AS (PARTITION BY u.order_id ORDER BY u.position, u.promo_id))
       SELECT coalesce(b.prefix, p.code) AS code, b.size, min(p.kind) AS kind, min(p.value)::float8 AS value,
         count(*)::int AS uses,
         sum(used.gross - round(used.discount * u.before / u.whole))::float8 AS gross,
         sum(round(used.discount * u.until / u.whole) - round(used.discount * u.before / u.whole))::float8 AS discount
       FROM used JOIN shares u ON u.order_id = used.order_id JOIN promo_codes p ON p.id = u.promo_id
       LEFT JOIN promo_batches b ON b.id = p.batch_id
       GROUP BY b.id, CASE WHEN b.id IS NULL THEN p.id END, coalesce(b.prefix, p.code)
       ORDER BY discount DESC, code`,
      scopeParameters(scope),
    );
    const codes = rows.filter(({ size }) => size === null);
    return {
      codes: codes.map(({ code, ...row }) => ({ code, terms: termsOf(row), ...sumsOf(row) })),
      batches: rows.flatMap(({ code, size, ...row }) =>
        size === null ? [] : [{ batch: code, size, terms: termsOf(row), ...sumsOf(row) }],
      ),
    };
  }
}

function termsOf({ kind, value }: Pick<PromoRow, 'kind' | 'value'>): string {
  return kind === 'percent' ? `${value}%` : value.toFixed(2);
}

function sumsOf({ uses, gross, discount }: PromoSums): PromoSums {
  return { uses, gross, discount };
}
