import Fastify from 'fastify';
import pg from 'pg';

/**
 * The plain twin of the theatre, with Fastify and pg alone: seats are held by the bare statement in a transaction with the hold,
 * behind one look at the session; and a seat map is one join. No limits, no rules, no prices, no decisions.
 *
 * `theatre-twin.js DATABASE-URL PORT`; the session is named in the header `session`.
 */
const pool = new pg.Pool({ connectionString: process.argv[2] ?? '', max: 10 });
const port = Number(process.argv[3]);

const SESSION = `SELECT s.user_id FROM sessions s JOIN users u ON u.id = s.user_id
  WHERE s.id = $1 AND s.ended_at IS NULL AND s.expires_at > now() AND u.is_active`;

const HOLD = `
  WITH h AS (INSERT INTO holds (screening_id, user_id, seat_count, created_at, expires_at)
    VALUES ($1, $2, cardinality($3::int[]), now(), now() + interval '5 minutes') RETURNING id, expires_at)
  INSERT INTO seat_allocations AS a (screening_id, seat_id, hall_id, status, price, audience, hold_id, expires_at)
  SELECT $1, s.id, s.hall_id, 'held', 12, 'adult', h.id, h.expires_at FROM h, seats s WHERE s.id = ANY ($3::int[]) ORDER BY s.id
  ON CONFLICT (screening_id, seat_id) DO UPDATE SET hold_id = excluded.hold_id, expires_at = excluded.expires_at
  WHERE a.status = 'held' AND a.expires_at <= now() RETURNING hold_id`;

const MAP = `
  SELECT s.id, s.row_label AS row, s.number, s.category, s.accessible, s.companion, s.position,
    CASE WHEN a.seat_id IS NULL OR (a.status = 'held' AND a.expires_at <= now()) THEN 'free'
      WHEN a.status = 'reserved' THEN 'held' ELSE a.status END AS state, p.base_price AS price, 'usd' AS currency
  FROM screenings p JOIN seats s ON s.hall_id = p.hall_id AND s.retired_at IS NULL
  LEFT JOIN seat_allocations a ON a.screening_id = p.id AND a.seat_id = s.id
  WHERE p.id = $1 ORDER BY s.row_position, s.position`;

const app = Fastify();

app.post<{ Params: { id: string }; Body: { seat_ids: number[] }; Headers: { session: string } }>(
  '/screenings/:id/holds',
  async ({ params, body, headers }, reply) => {
    const session = await pool.query<{ user_id: number }>({
      name: 'session',
      text: SESSION,
      values: [headers.session],
    });
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<{ hold_id: number }>({
        name: 'hold',
        text: HOLD,
        values: [params.id, session.rows[0]?.user_id, body.seat_ids],
      });
      const isWhole = rows.length === body.seat_ids.length;
      await client.query(isWhole ? 'COMMIT' : 'ROLLBACK');
      return await reply.code(isWhole ? 201 : 409).send({ id: rows[0]?.hold_id });
    } finally {
      client.release();
    }
  },
);

app.get<{ Params: { id: string } }>('/screenings/:id/seats', async ({ params }) => {
  const { rows } = await pool.query<Record<string, unknown>>({ name: 'map', text: MAP, values: [params.id] });
  return { screening_id: Number(params.id), items: rows };
});

await app.listen({ port, host: '127.0.0.1' });
process.stdout.write('ready\n');
