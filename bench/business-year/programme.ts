import { oneOf, type Plan, RUN_WEEKS } from './plan.js';

const FIRST_WORDS =
  'Silent Golden Broken Distant Burning Hidden Endless Frozen Crimson Wandering Borrowed Last'.split(' ');
const LAST_WORDS =
  'Harbour Orchard Witness Parade Meridian Lantern Winter Passage Sparrow Verdict Island'.split(' ');

/** Starts by the cinema's clocks, and how well they sell. The last one is after midnight, at weekends. */
const STARTS = `(VALUES (0, interval '10:45', 0.3), (1, interval '13:30', 0.5), (2, interval '16:15', 0.8),
  (3, interval '19:00', 1.4), (4, interval '21:45', 1.0), (5, interval '00:30', 0.4)) AS t (slot, starts, demand)`;

/** Films with their runs, contracts for most of them, and what every hall shows on every day. */
export function programme(plan: Plan): string[] {
  return [...films(plan), ...contracts(), ...screenings(plan), ...shows(plan)];
}

function films({ films: count, from }: Plan): string[] {
  const name = `${oneOf(FIRST_WORDS, 'k')} || ' ' || ${oneOf(LAST_WORDS, 'k')}
    || CASE WHEN k < 132 THEN '' ELSE ' ' || (1 + k / 132) END`;
  return [
    `CREATE TEMP TABLE y_films AS
     SELECT k, ${name} AS name, (DATE '${from}' + (k - ${RUN_WEEKS}) * 7) AS released,
       85 + floor(pg_temp.chance(k, 1) * 50)::int AS minutes, round((4.99 + floor(pg_temp.chance(k, 2) * 10))::numeric, 2) AS price
     FROM generate_series(0, ${count} - 1) k`,
    `INSERT INTO certifications (name, name_folded) SELECT 'PG', 'pg'
     WHERE NOT EXISTS (SELECT FROM certifications WHERE name_folded = 'pg')`,
    `INSERT INTO movies (name, name_folded, year, time, imdb, votes, description, price, certification_id)
     SELECT f.name, lower(f.name), extract(year FROM f.released), f.minutes, 7, 1000, 'A film of the year.', f.price, c.id
     FROM y_films f, certifications c WHERE c.name_folded = 'pg' ORDER BY f.k`,
    `ALTER TABLE y_films ADD COLUMN id integer, ADD COLUMN title text`,
    `UPDATE y_films f SET id = m.id, title = m.name || ' (' || m.year || ')' FROM movies m
     WHERE m.name = f.name AND m.year = extract(year FROM f.released) AND m.time = f.minutes AND m.deleted_at IS NULL`,
    'INSERT INTO movie_stats (movie_id) SELECT id FROM y_films',
    'UPDATE catalogue_revision SET revision = revision + 1',
  ];
}

/** Every tenth film has none. Of some films the largest halls, or one cinema, are under terms of their own. */
function contracts(): string[] {
  return [
    `INSERT INTO distributors (name, email, payment_days, created_at)
     SELECT name, lower(split_part(name, ' ', 1)) || '@year.example', days, (SELECT min(released) FROM y_films)
     FROM (VALUES ('Northlight Pictures', 14), ('Meridian Releasing', 30), ('Blue Door Films', 14), ('Old Mill Distribution', 7))
       AS d (name, days)`,
    `CREATE TEMP TABLE y_distributors AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS position
     FROM distributors WHERE email LIKE '%@year.example'`,
    `INSERT INTO rental_contracts (distributor_id, movie_id, cinema_id, hall_type, starts_on, ends_on, weekly_shares,
       minimum_guarantee, tax_included, tax_percent, house_costs, created_at)
     SELECT d.id, f.id, s.cinema_id, s.hall_type, f.released, f.released + ${RUN_WEEKS * 7 - 1}, s.shares::numeric[],
       CASE f.k % 6 WHEN 2 THEN 500 ELSE 0 END, f.k % 3 = 0, CASE f.k % 3 WHEN 0 THEN 7 ELSE 0 END,
       CASE f.k % 4 WHEN 1 THEN 25 ELSE 0 END, f.released
     FROM y_films f JOIN y_distributors d ON d.position = f.k % 4
     CROSS JOIN LATERAL (
       SELECT NULL::int AS cinema_id, NULL AS hall_type, '{60,50,40,35}' AS shares
       UNION ALL SELECT NULL, 'imax', '{65,55,45}' WHERE f.k % 5 = 0
       UNION ALL SELECT (SELECT id FROM y_cinemas WHERE position = 2), NULL, '{52.5,47.5}' WHERE f.k % 7 = 0) s
     WHERE f.k % 10 <> 9 ORDER BY f.k`,
  ];
}

function screenings({ days, from }: Plan): string[] {
  return [
    `INSERT INTO screenings (cinema_id, hall_id, movie_id, starts_at, ends_at, occupied_until, local_date, base_price, format,
       language, status, canceled_at, cancel_reason, created_at)
     SELECT h.cinema_id, h.id, f.id, w.at, w.at + f.minutes * interval '1 minute',
       w.at + (f.minutes + h.cleaning_minutes) * interval '1 minute', w.date,
       CASE h.type WHEN 'imax' THEN 16.00 WHEN '4dx' THEN 19.50 WHEN 'vip' THEN 24.00 ELSE 11.90 END,
       CASE WHEN f.k % 4 = 0 AND h.type <> 'vip' THEN '3D' ELSE '2D' END, 'en',
       CASE WHEN c.is_canceled THEN 'canceled' ELSE 'scheduled' END,
       CASE WHEN c.is_canceled THEN w.at - interval '3 hours' END,
       CASE WHEN c.is_canceled THEN 'The projector is broken.' END, w.at - interval '20 days'
     FROM halls h JOIN y_cinemas y ON y.id = h.cinema_id CROSS JOIN generate_series(0, ${days} - 1) AS day CROSS JOIN ${STARTS}
     CROSS JOIN LATERAL (SELECT DATE '${from}' + day AS date, (DATE '${from}' + day + t.starts) AT TIME ZONE y.time_zone AS at,
       (h.id * 10000::bigint + day) * 10 + t.slot AS key) w
     CROSS JOIN LATERAL (SELECT pg_temp.chance(w.key, 10) < 0.004 AS is_canceled) c
     JOIN y_films f ON f.k = day / 7 + ${RUN_WEEKS} - floor(${RUN_WEEKS} * power(pg_temp.chance(w.key, 11), 1.6))::int
     WHERE t.slot < 5 OR extract(isodow FROM w.date) IN (6, 7) ORDER BY w.at, h.id`,
  ];
}

/** How many seats of each screening are sold. */
function shows({ tickets }: Plan): string[] {
  return [
    `CREATE TEMP TABLE y_shows AS
     SELECT s.id, s.cinema_id, s.hall_id, s.movie_id, s.starts_at, s.local_date, s.status = 'canceled' AS is_canceled,
       s.canceled_at, round(s.base_price * 100)::int AS base_price, h.type AS hall_type, h.name AS hall, h.capacity, c.time_zone,
       f.title AS film, floor(pg_temp.chance(s.id, 20) * 22)::int AS shift, 0 AS sold,
       h.capacity * t.demand * CASE WHEN extract(isodow FROM s.local_date) IN (5, 6, 7) THEN 1.5 ELSE 0.9 END
         * (1 + 0.25 * cos(extract(doy FROM s.local_date) / 58.0)) / (1 + 0.06 * (s.local_date - f.released))
         * (0.4 + pg_temp.chance(s.id, 21)) AS weight
     FROM screenings s JOIN halls h ON h.id = s.hall_id JOIN y_cinemas c ON c.id = s.cinema_id
     JOIN y_films f ON f.id = s.movie_id
     JOIN ${STARTS} ON t.starts = ((s.starts_at AT TIME ZONE c.time_zone)::time)::interval`,
    `UPDATE y_shows SET sold = least(capacity, floor(weight * ${tickets} / (SELECT sum(weight) FROM y_shows)
       + pg_temp.chance(id, 22)))::int`,
    'CREATE UNIQUE INDEX ON y_shows (id)',
    'ANALYZE y_shows, y_films',
  ];
}
