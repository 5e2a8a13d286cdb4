import { Client } from 'pg';

/** What is measured on. */
export interface BenchTheatre {
  /** A screening in each of the halls that have seats. */
  readonly screenings: readonly number[];
  /** The ids of seats, hall by hall, as `screenings`; row by row, twenty each. */
  readonly seats: readonly (readonly number[])[];
  /** A day on which every cinema shows films, and one on which one cinema does. YYYY-MM-DD. */
  readonly busyDay: string;
  readonly quietDay: string;
}

export const SEATS_IN_ROW = 20;

const CINEMAS = 100;
const HALLS = 8;
const SHOWS = 6;
/** Halls that have seats; the others only say how many they would have. */
const FURNISHED = 50;
const ROWS = 20;

/** A chain of a hundred cinemas with a programme of two days. */
export async function fillTheatre(databaseUrl: string): Promise<BenchTheatre> {
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  const rows = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    (await database.query(sql, values)).rows as Row[];
  try {
    await rows(
      `INSERT INTO cinemas (name, address, time_zone)
       SELECT 'Bench ' || n, n || ' Bench Road', 'UTC' FROM generate_series(1, $1::int) n`,
      [CINEMAS],
    );
    await rows(
      `INSERT INTO halls (cinema_id, name, type, capacity)
       SELECT c.id, 'Hall ' || n, 'standard', $2 FROM cinemas c, generate_series(1, $1::int) n ORDER BY n, c.id`,
      [HALLS, ROWS * SEATS_IN_ROW],
    );
    await rows(
      `INSERT INTO seats (hall_id, row_label, number, category, row_position, position)
       SELECT h.id, chr(64 + r), n, 'standard', r - 1, n - 1
       FROM (SELECT id FROM halls ORDER BY id LIMIT $1) h, generate_series(1, $2::int) r, generate_series(1, $3::int) n
       ORDER BY h.id, r, n`,
      [FURNISHED, ROWS, SEATS_IN_ROW],
    );
    const [days] = await rows<{ busyDay: string; quietDay: string }>(
      `SELECT to_char(now() + interval '2 days', 'YYYY-MM-DD') AS "busyDay",
         to_char(now() + interval '3 days', 'YYYY-MM-DD') AS "quietDay"`,
    );
    if (!days) throw new Error('PostgreSQL does not say what day it is.');
    await showOn(rows, days.busyDay, CINEMAS);
    await showOn(rows, days.quietDay, 1);
    const seats = await rows<{ screening: number; seats: number[] }>(
      `SELECT min(s.id) AS screening, (SELECT array_agg(id ORDER BY id) FROM seats WHERE hall_id = s.hall_id) AS seats
       FROM screenings s WHERE s.hall_id IN (SELECT hall_id FROM seats) AND s.local_date = $1 GROUP BY s.hall_id ORDER BY 1`,
      [days.busyDay],
    );
    await database.query('VACUUM ANALYZE');
    return {
      ...days,
      screenings: seats.map(({ screening }) => screening),
      seats: seats.map((hall) => hall.seats),
    };
  } finally {
    await database.end();
  }
}

async function showOn(
  rows: (sql: string, values: unknown[]) => Promise<unknown>,
  day: string,
  cinemas: number,
): Promise<void> {
  await rows(
    `INSERT INTO screenings (cinema_id, hall_id, movie_id, starts_at, ends_at, occupied_until, local_date, base_price)
     SELECT h.cinema_id, h.id, (SELECT min(id) FROM movies) + (h.id + n) % 100, t, t + interval '100 minutes',
       t + interval '115 minutes', $1::date, 12
     FROM halls h, generate_series(0, $3::int - 1) n, LATERAL (SELECT ($1::date + interval '10 hours' + n * interval '2 hours')
       AT TIME ZONE 'UTC' AS t) times
     WHERE h.cinema_id IN (SELECT id FROM cinemas ORDER BY id LIMIT $2)`,
    [day, cinemas, SHOWS],
  );
}
