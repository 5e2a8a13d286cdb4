import { Injectable } from '@nestjs/common';
import { Database, translateViolations } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../platform/lists/index.js';
import { amountOf, minor } from '../minor-units.js';
import type { PromoCode, PromoContent, PromoKind } from './promo-code.js';
import { PromoCodeExistsError } from './promo.errors.js';

/** Which codes are meant; all conditions hold at once. */
export interface PromoFilter {
  /** A part of the code. */
  readonly q?: string | undefined;
  readonly kind?: PromoKind | undefined;
  readonly batchId?: number | undefined;
  /** Those that can be used at `now`, or those that cannot. */
  readonly active?: boolean | undefined;
  readonly now: Date;
}

type PromoRow = PromoCode & Record<string, unknown>;

const LIKE_SIGNS = /[\\%_]/g;
const PROMO = `p.id, p.batch_id AS "batchId", p.code, p.kind, ${minor('p.value')} AS value,
  ${minor('p.max_discount')} AS "maxDiscount", p.starts_at AS "startsAt", p.ends_at AS "endsAt", p.weekdays,
  p.first_order_only AS "firstOrderOnly", ${minor('p.min_amount')} AS "minAmount", p.max_uses AS "maxUses",
  p.max_uses_per_user AS "maxUsesPerUser", p.scope, p.uses, p.version`;
const COLUMNS = `code, kind, value, max_discount, starts_at, ends_at, weekdays, first_order_only, min_amount, max_uses,
  max_uses_per_user, scope`;
const VALUES = `$2, ${amountOf('$3::int')}, ${amountOf('$4::int')}, $5::timestamptz, $6::timestamptz, $7::int[], $8::boolean,
  ${amountOf('$9::int')}, $10::int, $11::int, $12::jsonb`;

/** Promo codes. Those that were deleted are kept for the books, and nobody sees them. */
@Injectable()
export class PromoCodesRepository {
  constructor(private readonly database: Database) {}

  async find(id: number): Promise<PromoCode | undefined> {
    const [row] = await this.database.rows<PromoRow>(
      `SELECT ${PROMO} FROM promo_codes p WHERE p.id = $1 AND p.deleted_at IS NULL`,
      [id],
    );
    return row;
  }

  async lock(id: number): Promise<PromoCode | undefined> {
    this.database.requireTransaction();
    const [row] = await this.database.rows<PromoRow>(
      `SELECT ${PROMO} FROM promo_codes p WHERE p.id = $1 AND p.deleted_at IS NULL FOR UPDATE`,
      [id],
    );
    return row;
  }

  async findByCode(code: string): Promise<PromoCode | undefined> {
    const [row] = await this.database.prepared<PromoRow>(
      'find-promo-code',
      `SELECT ${PROMO} FROM promo_codes p WHERE upper(p.code) = upper($1) AND p.deleted_at IS NULL`,
      [code],
    );
    return row;
  }

  /** The code, whose uses nobody else counts until the transaction ends. */
  async lockByCode(code: string): Promise<PromoCode | undefined> {
    this.database.requireTransaction();
    const [row] = await this.database.prepared<PromoRow>(
      'lock-promo-code',
      `SELECT ${PROMO} FROM promo_codes p WHERE upper(p.code) = upper($1) AND p.deleted_at IS NULL FOR NO KEY UPDATE`,
      [code],
    );
    return row;
  }

  async count(filter: PromoFilter): Promise<number> {
    const parameters = new SqlParameters();
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM promo_codes p WHERE ${conditionOf(filter, parameters)}`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  async page(
    filter: PromoFilter,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<(PromoCode & { keys: string[] })[]> {
    const parameters = new SqlParameters();
    const condition = conditionOf(filter, parameters);
    const window = windowOf(parameters);
    const rows = await this.database.rows<PromoRow & { keys: string[] }>(
      `SELECT ${PROMO}, ARRAY[${window.keyColumns}] AS keys FROM promo_codes p
       WHERE ${condition} AND ${window.condition ?? 'true'}
       ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }

  /** @throws PromoCodeExistsError */
  async insert(content: PromoContent, at: Date): Promise<PromoCode> {
    const [row] = await translateViolations(
      this.database.rows<PromoRow>(
        `INSERT INTO promo_codes AS p (${COLUMNS}, created_at) VALUES ($1, ${VALUES}, $13) RETURNING ${PROMO}`,
        [...valuesOf(content), at],
      ),
      { uq_promo_codes_code: () => new PromoCodeExistsError(content.code) },
    );
    if (!row) throw new Error('INSERT INTO promo_codes returned no row.');
    return row;
  }

  /** @throws PromoCodeExistsError */
  async update(id: number, content: PromoContent): Promise<PromoCode> {
    const [row] = await translateViolations(
      this.database.rows<PromoRow>(
        `UPDATE promo_codes p SET (${COLUMNS}, version) = ROW ($1::text, ${VALUES}, version + 1)
         WHERE p.id = $13 RETURNING ${PROMO}`,
        [...valuesOf(content), id],
      ),
      { uq_promo_codes_code: () => new PromoCodeExistsError(content.code) },
    );
    if (!row) throw new Error('UPDATE promo_codes changed no row.');
    return row;
  }

  async remove(id: number, at: Date): Promise<void> {
    await this.database.execute(
      'UPDATE promo_codes SET deleted_at = $2, version = version + 1 WHERE id = $1',
      [id, at],
    );
  }

  async insertBatch(prefix: string, size: number, at: Date): Promise<number> {
    const [row] = await this.database.rows<{ id: number }>(
      'INSERT INTO promo_batches (prefix, size, created_at) VALUES ($1, $2, $3) RETURNING id',
      [prefix, size, at],
    );
    return row?.id ?? 0;
  }

  /** Adds codes with the same rules. @returns how many were new */
  async insertMany(
    batchId: number,
    codes: readonly string[],
    rules: Omit<PromoContent, 'code'>,
    at: Date,
  ): Promise<number> {
    return this.database.execute(
      `INSERT INTO promo_codes (${COLUMNS}, batch_id, created_at)
       SELECT c, ${VALUES}, $13::int, $14::timestamptz FROM unnest($1::text[]) AS c
       ON CONFLICT (upper(code)) WHERE deleted_at IS NULL DO NOTHING`,
      [codes, ...rulesOf(rules), batchId, at],
    );
  }

  /** The codes of a batch, and how often each was used; undefined where there is no such batch. */
  async codesOf(batchId: number): Promise<{ code: string; uses: number }[] | undefined> {
    const [batch] = await this.database.rows('SELECT 1 FROM promo_batches WHERE id = $1', [batchId]);
    if (!batch) return undefined;
    return this.database.rows<{ code: string; uses: number }>(
      'SELECT code, uses FROM promo_codes WHERE batch_id = $1 AND deleted_at IS NULL ORDER BY id',
      [batchId],
    );
  }
}

function rulesOf(rules: Omit<PromoContent, 'code'>): unknown[] {
  return [
    rules.kind,
    rules.value,
    rules.maxDiscount,
    rules.startsAt,
    rules.endsAt,
    rules.weekdays,
    rules.firstOrderOnly,
    rules.minAmount,
    rules.maxUses,
    rules.maxUsesPerUser,
    JSON.stringify(rules.scope),
  ];
}

function valuesOf(content: PromoContent): unknown[] {
  return [content.code, ...rulesOf(content)];
}

function conditionOf({ q, kind, batchId, active, now }: PromoFilter, parameters: SqlParameters): string {
  const at = active === undefined ? '' : parameters.add(now);
  const conditions = [
    'p.deleted_at IS NULL',
    q !== undefined && q !== '' && `upper(p.code) LIKE upper(${parameters.add(`%${escaped(q)}%`)})`,
    kind !== undefined && `p.kind = ${parameters.add(kind)}`,
    batchId !== undefined && `p.batch_id = ${parameters.add(batchId)}`,
    active !== undefined &&
      `(coalesce(p.starts_at <= ${at}, true) AND coalesce(p.ends_at > ${at}, true)
        AND coalesce(p.uses < p.max_uses, true)) = ${active}`,
  ];
  return conditions.filter((condition) => typeof condition === 'string').join(' AND ');
}

function escaped(text: string): string {
  return text.replace(LIKE_SIGNS, '\\$&');
}
