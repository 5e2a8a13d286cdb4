import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { fold } from '../fold.js';
import { TERM_TABLES, type TermKind } from '../terms/term-kind.js';

/** Finds the ids of thousands of terms by name. */
@Injectable()
export class TermIdsRepository {
  constructor(private readonly database: Database) {}

  /** The id of each name; terms that are new are created, safely when two do so at once. */
  async findOrCreate(kind: TermKind, names: readonly string[]): Promise<Map<string, number>> {
    const ids = await this.find(kind, names);
    const added = names.filter((name) => !ids.has(name));
    if (added.length === 0) return ids;
    for (const [name, id] of await this.insert(kind, added)) ids.set(name, id);
    // Names that differ from another only in case, or that somebody else has just created.
    const twins = added.filter((name) => !ids.has(name));
    if (twins.length > 0) for (const [name, id] of await this.find(kind, twins)) ids.set(name, id);
    return ids;
  }

  /** LATERAL with LIMIT makes PostgreSQL look each name up by the unique index, whatever it thinks of the table's size. */
  private async find(kind: TermKind, names: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.database.rows<{ name: string; id: number }>(
      `SELECT w.name, t.id FROM unnest($1::text[]) AS w (name)
       CROSS JOIN LATERAL (SELECT id FROM ${TERM_TABLES[kind].table} WHERE lower(name) = lower(w.name) LIMIT 1) t`,
      [names],
    );
    return new Map(rows.map((row) => [row.name, row.id]));
  }

  /** In one order everywhere, so that two cannot wait for each other. */
  private async insert(kind: TermKind, names: readonly string[]): Promise<Map<string, number>> {
    const sorted = names
      .map((name) => ({ name, key: name.toLowerCase() }))
      .sort((one, other) => (one.key < other.key ? -1 : 1))
      .map(({ name }) => name);
    const rows = await this.database.rows<{ name: string; id: number }>(
      `INSERT INTO ${TERM_TABLES[kind].table} (name, name_folded) SELECT * FROM unnest($1::text[], $2::text[])
       ON CONFLICT (lower(name)) DO NOTHING RETURNING name, id`,
      [sorted, sorted.map(fold)],
    );
    return new Map(rows.map((row) => [row.name, row.id]));
  }
}
