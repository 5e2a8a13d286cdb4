import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each row of a table adds to the counters of its film, by the column of the note. */
const COUNTED = {
  movie_reactions: {
    likes: (row: string) => `(${row}.value = 'like')::integer`,
    dislikes: (row: string) => `(${row}.value = 'dislike')::integer`,
  },
  movie_ratings: {
    rating_count: (row: string) => `(${row}.value > 0)::integer`,
    rating_sum: (row: string) => `${row}.value`,
  },
} as const;

/**
 * Reactions, ratings, favourites. Whoever changes a reaction or a rating leaves a note of what that changes of the film's
 * counters, in the same statement: many people can do so to one film without waiting for each other at its row of
 * `movie_stats`. Notes do not refer to films, so that a film and its reactions can go in any order.
 */
export class CreateCommunity1764000005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE movie_stats ADD COLUMN rating_sum integer NOT NULL DEFAULT 0 CHECK (rating_sum >= 0)',
    );
    await runner.query(`
      CREATE TABLE movie_stats_notes (
        movie_id integer NOT NULL,
        likes integer NOT NULL DEFAULT 0,
        dislikes integer NOT NULL DEFAULT 0,
        rating_count integer NOT NULL DEFAULT 0,
        rating_sum integer NOT NULL DEFAULT 0,
        comment_count integer NOT NULL DEFAULT 0
      )`);
    await runner.query('CREATE INDEX ix_movie_stats_notes_movie ON movie_stats_notes (movie_id)');
    await createTable(
      runner,
      'movie_reactions',
      `value varchar(7) NOT NULL CONSTRAINT ck_movie_reactions_value CHECK (value IN ('like', 'dislike')),
       created_at timestamptz NOT NULL DEFAULT now()`,
    );
    await createTable(
      runner,
      'movie_ratings',
      `value smallint NOT NULL CONSTRAINT ck_movie_ratings_value CHECK (value BETWEEN 1 AND 10),
       updated_at timestamptz NOT NULL DEFAULT now()`,
    );
    await createTable(runner, 'favorites', 'added_at timestamptz NOT NULL DEFAULT now()');
    await runner.query('CREATE INDEX ix_favorites_added_at ON favorites (user_id, added_at, movie_id)');
    for (const [table, counted] of Object.entries(COUNTED)) {
      const changes = Object.values(counted).map(
        (of) => `coalesce(${of('NEW')}, 0) - coalesce(${of('OLD')}, 0)`,
      );
      await runner.query(`
        CREATE FUNCTION note_${table}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO movie_stats_notes (movie_id, ${Object.keys(counted).join(', ')})
          VALUES (coalesce(NEW.movie_id, OLD.movie_id), ${changes.join(', ')});
          RETURN NULL;
        END $$`);
      await runner.query(`
        CREATE TRIGGER note_${table} AFTER INSERT OR UPDATE OF value OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION note_${table}()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['movie_reactions', 'movie_ratings', 'favorites', 'movie_stats_notes']) {
      await runner.query(`DROP TABLE ${table}`);
    }
    for (const table of Object.keys(COUNTED)) await runner.query(`DROP FUNCTION note_${table}()`);
    await runner.query('ALTER TABLE movie_stats DROP COLUMN rating_sum');
    await runner.query(
      'UPDATE movie_stats SET likes = 0, dislikes = 0, rating_count = 0, average_rating = 0, comment_count = 0, popularity = 0',
    );
  }
}

/** One row for each user and film. */
async function createTable(runner: QueryRunner, table: string, columns: string): Promise<void> {
  await runner.query(`
    CREATE TABLE ${table} (
      user_id integer NOT NULL CONSTRAINT fk_${table}_user REFERENCES users (id) ON DELETE CASCADE,
      movie_id integer NOT NULL CONSTRAINT fk_${table}_movie REFERENCES movies (id) ON DELETE CASCADE,
      ${columns},
      PRIMARY KEY (user_id, movie_id)
    )`);
  await runner.query(`CREATE INDEX ix_${table}_movie ON ${table} (movie_id)`);
}
