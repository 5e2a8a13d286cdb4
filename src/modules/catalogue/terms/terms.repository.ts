import { Injectable } from '@nestjs/common';
import { Database, translateViolations } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../platform/lists/index.js';
import { fold } from '../fold.js';
import { NameTakenError } from './term.errors.js';
import { TERM_TABLES, type TermKind } from './term-kind.js';

export interface Term {
  readonly id: number;
  readonly name: string;
  readonly movie_count: number;
}

const LIKE_SIGNS = /[\\%_]/g;

/** The tables of genres, stars, directors and certifications. */
@Injectable()
export class TermsRepository {
  constructor(private readonly database: Database) {}

  async find(kind: TermKind, id: number): Promise<Term | undefined> {
    const [term] = await this.database.rows<Term>(
      `SELECT id, name, movie_count FROM ${TERM_TABLES[kind].table} WHERE id = $1`,
      [id],
    );
    return term;
  }

  /** The term, kept from changing until the transaction ends. */
  async lock(kind: TermKind, id: number): Promise<Term | undefined> {
    this.database.requireTransaction();
    const [term] = await this.database.rows<Term>(
      `SELECT id, name, movie_count FROM ${TERM_TABLES[kind].table} WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return term;
  }

  async count(kind: TermKind, q: string | undefined): Promise<number> {
    const parameters = new SqlParameters();
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${TERM_TABLES[kind].table} t ${containing(q, parameters)}`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  async page(
    kind: TermKind,
    q: string | undefined,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<(Term & { keys: string[] })[]> {
    const parameters = new SqlParameters();
    const containment = containing(q, parameters);
    const window = windowOf(parameters);
    const conditions = [
      containment,
      window.condition && `${containment ? 'AND' : 'WHERE'} ${window.condition}`,
    ];
    const rows = await this.database.rows<Term & { keys: string[] }>(
      `SELECT t.id, t.name, t.movie_count, ARRAY[${window.keyColumns}] AS keys
       FROM ${TERM_TABLES[kind].table} t ${conditions.filter(Boolean).join(' ')}
       ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }

  async insert(kind: TermKind, name: string): Promise<Term> {
    const { table } = TERM_TABLES[kind];
    const [term] = await translateViolations(
      this.database.rows<Term>(
        `INSERT INTO ${table} (name, name_folded) VALUES ($1, $2) RETURNING id, name, movie_count`,
        [name, fold(name)],
      ),
      { [`uq_${table}_name`]: () => new NameTakenError(kind, name) },
    );
    if (!term) throw new Error(`INSERT INTO ${table} returned no row.`);
    return term;
  }

  async rename(kind: TermKind, id: number, name: string): Promise<void> {
    const { table } = TERM_TABLES[kind];
    await translateViolations(
      this.database.execute(`UPDATE ${table} SET name = $2, name_folded = $3 WHERE id = $1`, [
        id,
        name,
        fold(name),
      ]),
      { [`uq_${table}_name`]: () => new NameTakenError(kind, name) },
    );
  }

  async delete(kind: TermKind, id: number): Promise<void> {
    const { table, links } = TERM_TABLES[kind];
    if (links) await this.database.execute(`DELETE FROM ${links.table} WHERE ${links.column} = $1`, [id]);
    await this.database.execute(`DELETE FROM ${table} WHERE id = $1`, [id]);
  }

  /** Films, deleted ones too, that name the certification. */
  async isCertificationReferenced(id: number): Promise<boolean> {
    const rows = await this.database.rows('SELECT 1 FROM movies WHERE certification_id = $1 LIMIT 1', [id]);
    return rows.length > 0;
  }

  /** The films that carry a term. */
  async moviesOf(kind: TermKind, id: number): Promise<number[]> {
    const { links } = TERM_TABLES[kind];
    const rows = await this.database.rows<{ id: number }>(
      links
        ? `SELECT movie_id AS id FROM ${links.table} WHERE ${links.column} = $1 ORDER BY 1`
        : 'SELECT id FROM movies WHERE certification_id = $1 ORDER BY 1',
      [id],
    );
    return rows.map((row) => row.id);
  }

  /**
   * The ids of named terms, in the order of the names; missing ones are created, safely when two do so at once.
   * Names count as equal whatever their case.
   */
  async findOrCreate(kind: TermKind, names: readonly string[]): Promise<number[]> {
    const { table } = TERM_TABLES[kind];
    const sorted = [...new Map(names.map((name) => [name.toLowerCase(), name])).values()].sort();
    if (sorted.length === 0) return [];
    await this.database.execute(
      `INSERT INTO ${table} (name, name_folded) SELECT * FROM unnest($1::text[], $2::text[])
       ON CONFLICT (lower(name)) DO NOTHING`,
      [sorted, sorted.map(fold)],
    );
    const rows = await this.database.rows<{ id: number; n: number }>(
      `SELECT t.id, min(wanted.n)::int AS n FROM unnest($1::text[]) WITH ORDINALITY AS wanted (name, n)
       JOIN ${table} t ON lower(t.name) = lower(wanted.name) GROUP BY t.id ORDER BY 2`,
      [names],
    );
    return rows.map((row) => row.id);
  }

  /**
   * What filters mean by names and ids: for each value the ids that it stands for (none, or several that differ only in
   * accents).
   */
  async resolve(kind: TermKind, values: readonly string[]): Promise<number[][]> {
    const ids = values.map((value) => (/^\d{1,9}$/.test(value) ? Number(value) : null));
    const rows = await this.database.rows<{ n: number; id: number }>(
      `SELECT wanted.n::int, t.id FROM unnest($1::text[], $2::int[]) WITH ORDINALITY AS wanted (folded, id, n)
       JOIN ${TERM_TABLES[kind].table} t ON t.name_folded = wanted.folded OR t.id = wanted.id`,
      [values.map(fold), ids],
    );
    return values.map((_, index) => rows.filter((row) => row.n === index + 1).map((row) => row.id));
  }
}

function containing(q: string | undefined, parameters: SqlParameters): string {
  const folded = fold(q ?? '');
  if (folded === '') return '';
  return `WHERE t.name_folded LIKE ${parameters.add(`%${folded.replace(LIKE_SIGNS, '\\$&')}%`)}`;
}
