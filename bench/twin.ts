import Fastify from 'fastify';
import pg from 'pg';

/**
 * The plain twin: what somebody would write by hand with Fastify and pg alone to answer the same JSON from the same tables.
 * No framework, no validation, no errors, no filters. The total is counted once at the start.
 */
const pool = new pg.Pool({ connectionString: process.argv[2] ?? '', max: 10 });
const port = Number(process.argv[3]);

const terms = (links: string, column: string, table: string): string => `
  LEFT JOIN (
    SELECT l.movie_id, json_agg(json_build_object('id', t.id, 'name', t.name) ORDER BY l.position) AS terms
    FROM page JOIN ${links} l ON l.movie_id = page.id JOIN ${table} t ON t.id = l.${column} GROUP BY 1
  ) ${table} ON ${table}.movie_id = m.id`;

const films = (page: string): string => `
  WITH page AS (${page})
  SELECT m.id, m.created_at::text AS key, m.uuid, m.name, m.year, m.time, m.imdb::float8 AS imdb, m.votes,
    m.meta_score::float8 AS meta_score, m.gross::float8 AS gross, m.description, m.price, c.id AS certification_id,
    c.name AS certification_name, m.min_age, genres.terms AS genres, stars.terms AS stars, directors.terms AS directors,
    m.withdrawn, m.sale_from, m.sale_until, m.countries, s.average_rating::float8 AS average_rating, s.rating_count,
    s.likes, s.dislikes, s.comment_count, m.created_at, m.updated_at
  FROM page JOIN movies m ON m.id = page.id
  JOIN certifications c ON c.id = m.certification_id
  JOIN movie_stats s ON s.movie_id = m.id
  ${terms('movies_genres', 'genre_id', 'genres')}
  ${terms('movies_stars', 'star_id', 'stars')}
  ${terms('movies_directors', 'director_id', 'directors')}`;

const LIST = `${films('SELECT id FROM movies WHERE deleted_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 20')}
  ORDER BY m.created_at DESC, m.id DESC`;
const DETAIL = films('SELECT id FROM movies WHERE deleted_at IS NULL AND uuid = $1');

interface Row {
  id: number;
  key: string;
  uuid: string;
  name: string;
  year: number;
  time: number;
  imdb: number;
  votes: number;
  meta_score: number | null;
  gross: number | null;
  description: string;
  price: string;
  certification_id: number;
  certification_name: string;
  min_age: number | null;
  genres: unknown[] | null;
  stars: unknown[] | null;
  directors: unknown[] | null;
  withdrawn: boolean;
  sale_from: Date | null;
  sale_until: Date | null;
  countries: string[] | null;
  average_rating: number;
  rating_count: number;
  likes: number;
  dislikes: number;
  comment_count: number;
  created_at: Date;
  updated_at: Date;
}

const film = (row: Row) => ({
  uuid: row.uuid,
  name: row.name,
  year: row.year,
  time: row.time,
  imdb: row.imdb,
  votes: row.votes,
  meta_score: row.meta_score,
  gross: row.gross,
  description: row.description,
  price: row.price,
  currency: 'usd',
  certification: { id: row.certification_id, name: row.certification_name },
  min_age: row.min_age,
  genres: row.genres ?? [],
  stars: row.stars ?? [],
  directors: row.directors ?? [],
  poster: null,
  withdrawn: row.withdrawn,
  on_sale: true,
  sale_from: row.sale_from,
  sale_until: row.sale_until,
  countries: row.countries,
  average_rating: row.rating_count === 0 ? null : row.average_rating,
  rating_count: row.rating_count,
  likes: row.likes,
  dislikes: row.dislikes,
  comment_count: row.comment_count,
  created_at: row.created_at,
  updated_at: row.updated_at,
});

const counted = await pool.query<{ n: number }>(
  'SELECT count(*)::int AS n FROM movies WHERE deleted_at IS NULL',
);
const total = counted.rows[0]?.n ?? 0;

const app = Fastify();

app.get('/movies', async () => {
  const { rows } = await pool.query<Row>(LIST);
  const last = rows.at(-1);
  const bookmark = Buffer.from(JSON.stringify(['-created_at', 'n', last?.key, String(last?.id)])).toString(
    'base64url',
  );
  return {
    items: rows.map(film),
    page: 1,
    per_page: 20,
    total_items: total,
    total_pages: Math.ceil(total / 20),
    prev_page: null,
    next_page: `/movies?page=2&bookmark=${bookmark}`,
    total_is_exact: true,
  };
});

app.get<{ Params: { uuid: string } }>('/movies/:uuid', async (request) => {
  const { rows } = await pool.query<Row>(DETAIL, [request.params.uuid]);
  return rows.map(film)[0];
});

await app.listen({ port, host: '127.0.0.1' });
process.stdout.write('ready\n');
