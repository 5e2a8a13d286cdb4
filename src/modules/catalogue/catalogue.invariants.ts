import { type Invariant, StatesInvariants } from '../../platform/invariants/index.js';
import { TERM_TABLES, type TermKind } from './terms/term-kind.js';

const KINDS = Object.keys(TERM_TABLES) as TermKind[];

/** Counted, and noted by an import that has not counted yet. */
const wrongCounts = (kind: TermKind): Invariant => {
  const { table, links } = TERM_TABLES[kind];
  const actual = links
    ? `SELECT l.${links.column} AS id, count(*) AS n FROM ${links.table} l JOIN movies m ON m.id = l.movie_id
       WHERE m.deleted_at IS NULL GROUP BY 1`
    : 'SELECT certification_id AS id, count(*) AS n FROM movies WHERE deleted_at IS NULL GROUP BY 1';
  return {
    name: `movie_count of ${table} is what a count says`,
    sql: `
      SELECT t.id, t.name, t.movie_count, coalesce(noted.change, 0) AS noted, coalesce(actual.n, 0) AS actual
      FROM ${table} t
      LEFT JOIN (SELECT term_id AS id, sum(change) AS change FROM term_count_notes WHERE kind = '${kind}' GROUP BY 1) noted
        USING (id)
      LEFT JOIN (${actual}) actual USING (id)
      WHERE t.movie_count + coalesce(noted.change, 0) <> coalesce(actual.n, 0)`,
  };
};

@StatesInvariants()
export class CatalogueInvariants {
  readonly invariants: readonly Invariant[] = [
    ...KINDS.map(wrongCounts),
    {
      name: 'living films, and no others, have a row of counters',
      sql: `SELECT m.id, m.name, m.deleted_at FROM movies m LEFT JOIN movie_stats s ON s.movie_id = m.id
            WHERE (s.movie_id IS NULL) <> (m.deleted_at IS NOT NULL)`,
    },
  ];
}
