import type { MigrationInterface, QueryRunner } from 'typeorm';
import { countChangedMovies, createCountingFunctions } from './1764000000000-create-catalogue.js';

/** In the order in which counting locks them. */
const TERMS = [
  { table: 'certifications', kind: 'certification' },
  { table: 'genres', kind: 'genre', key: 'genre_id' },
  { table: 'stars', kind: 'star', key: 'star_id' },
  { table: 'directors', kind: 'director', key: 'director_id' },
] as const;

/**
 * A transaction that brings in many films (`catalogue.count_terms` is `later`) notes what it changes instead of rewriting
 * the counters of thousands of people. `count_noted_terms()` adds the notes up.
 */
export class CountTermsLater1764000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE term_count_notes (
        kind varchar(13) NOT NULL CHECK (kind IN (${TERMS.map(({ kind }) => `'${kind}'`).join(', ')})),
        term_id integer NOT NULL,
        change integer NOT NULL
      )`);
    await runner.query(`
      CREATE FUNCTION count_noted_terms() RETURNS bigint LANGUAGE plpgsql AS $$
      DECLARE noted term_count_notes[];
      BEGIN
        WITH taken AS (DELETE FROM term_count_notes RETURNING *)
        SELECT array_agg(ROW(kind, term_id, change)::term_count_notes) INTO noted
        FROM (SELECT kind, term_id, sum(change)::integer AS change FROM taken GROUP BY 1, 2) t;
        IF noted IS NULL THEN RETURN 0; END IF;
        ${TERMS.map(
          ({ table, kind }) => `
        PERFORM 1 FROM ${table} WHERE id IN (SELECT term_id FROM unnest(noted) WHERE kind = '${kind}')
        ORDER BY id FOR NO KEY UPDATE;
        UPDATE ${table} t SET movie_count = t.movie_count + n.change FROM unnest(noted) n
        WHERE n.kind = '${kind}' AND t.id = n.term_id AND n.change <> 0;`,
        ).join('')}
        RETURN cardinality(noted);
      END $$`);
    for (const term of TERMS) {
      if (!('key' in term)) continue;
      const { table, kind, key } = term;
      await runner.query(counting(`count_${table}_added`, table, kind, `l.${key}`, livingOf('added', 1)));
      await runner.query(
        counting(`count_${table}_removed`, table, kind, `l.${key}`, livingOf('removed', -1)),
      );
    }
    const added = { rows: 'added l WHERE l.deleted_at IS NULL', sign: 1 } as const;
    await runner.query(
      counting('count_new_movies', 'certifications', 'certification', 'l.certification_id', added),
    );
    await runner.query(countChangedMovies('PERFORM count_noted_terms();'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT count_noted_terms()');
    await createCountingFunctions(runner);
    await runner.query('DROP FUNCTION count_noted_terms()');
    await runner.query('DROP TABLE term_count_notes');
  }
}

interface Counted {
  readonly rows: string;
  readonly sign: 1 | -1;
}

/** LATERAL with LIMIT makes PostgreSQL look each film up, whatever it thinks of the table's size. */
const livingOf = (rows: string, sign: 1 | -1): Counted => ({
  rows: `${rows} l CROSS JOIN LATERAL (
    SELECT FROM movies m WHERE m.id = l.movie_id AND m.deleted_at IS NULL LIMIT 1) living`,
  sign,
});

/** What is noted is counted before anything is taken away: no counter falls below zero. */
function counting(name: string, table: string, kind: string, id: string, { rows, sign }: Counted): string {
  return `
    CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF current_setting('catalogue.count_terms', true) = 'later' THEN
        INSERT INTO term_count_notes (kind, term_id, change)
        SELECT '${kind}', ${id}, ${sign} * count(*) FROM ${rows} GROUP BY ${id};
        RETURN NULL;
      END IF;
      ${sign === -1 ? 'PERFORM count_noted_terms();' : ''}
      PERFORM 1 FROM ${table} WHERE id IN (SELECT ${id} FROM ${rows}) ORDER BY id FOR NO KEY UPDATE;
      UPDATE ${table} t SET movie_count = t.movie_count + c.n
      FROM (SELECT ${id} AS id, ${sign} * count(*) AS n FROM ${rows} GROUP BY 1) c WHERE t.id = c.id;
      RETURN NULL;
    END $$`;
}
