import type { Plan } from './plan.js';

/** How many seats the orders of a screening have, over and over: 22 seats in ten orders. */
const PARTIES = [2, 1, 4, 2, 3, 2, 1, 2, 3, 2];
const PARTY_OF_SEAT = PARTIES.flatMap((seats, party) => Array<number>(seats).fill(party));

/** Drafts of other things than seats begin with these. */
const FILM_KEYS = 10_000_000_000;
const SNACK_KEYS = 20_000_000_000;
const ABANDONED_KEYS = 30_000_000_000;

/** Who ordered what, when, and where: seats online and at the counter, films, snacks alone, and orders that nobody paid in time. */
export function sales(plan: Plan): string[] {
  return [...drafts(plan), orders(plan), ...lines(plan)];
}

function drafts({ tickets, accounts, days, from }: Plan): string[] {
  const chance = (purpose: number): string => `pg_temp.chance(d.key, ${purpose})`;
  const viewer = `1 + floor(${chance(30)} * ${accounts})::int`;
  return [
    `CREATE TEMP TABLE y_taken AS
     SELECT s.id AS show_id, seat.id AS seat_id, seat.category, seat.row_label, seat.number, t.j,
       s.id * 1000::bigint + (t.j + s.shift) / 22 * 10 + (ARRAY[${PARTY_OF_SEAT.join(',')}])[1 + (t.j + s.shift) % 22] AS key
     FROM y_shows s CROSS JOIN LATERAL generate_series(0, s.sold - 1) AS t (j)
     JOIN y_seats seat ON seat.hall_id = s.hall_id AND seat.rank = t.j + 1`,
    'ANALYZE y_taken',
    `CREATE TEMP TABLE y_drafts AS
     SELECT d.key, 'seats' AS what, s.cinema_id, s.id AS show_id, c.at_counter, CASE WHEN NOT c.at_counter OR ${chance(31)} < 0.15
         THEN ${viewer} END AS viewer,
       s.starts_at - CASE WHEN s.is_canceled THEN interval '6 hours' ELSE interval '0' END
         - CASE WHEN c.at_counter THEN interval '5 minutes' + ${chance(32)} * interval '50 minutes'
           ELSE interval '70 minutes' + power(${chance(32)}, 3) * interval '10 days' END AS created_at
     FROM (SELECT DISTINCT key, show_id FROM y_taken) d JOIN y_shows s ON s.id = d.show_id
     CROSS JOIN LATERAL (SELECT ${chance(33)} < 0.35 AS at_counter) c
     UNION ALL
     SELECT d.key, 'films', NULL, NULL, false, 1 + d.i % ${accounts},
       DATE '${from}' + ${chance(32)} * ${days} * interval '1 day'
     FROM (SELECT i, ${FILM_KEYS} + i AS key FROM generate_series(0, ${Math.ceil(tickets * 0.06)} - 1) i) d
     UNION ALL
     SELECT d.key, 'snacks', c.id, NULL, true, CASE WHEN ${chance(31)} < 0.1 THEN ${viewer} END,
       (DATE '${from}' + floor(${chance(32)} * ${days})::int + interval '10 hours' + ${chance(34)} * interval '839 minutes')
         AT TIME ZONE c.time_zone
     FROM (SELECT ${SNACK_KEYS} + i AS key FROM generate_series(0, ${Math.ceil(tickets * 0.05)} - 1) i) d
     JOIN y_cinemas c ON c.position = 1 + floor(${chance(35)} * 3)
     UNION ALL
     SELECT d.key, 'abandoned', s.cinema_id, s.id, false, ${viewer},
       s.starts_at - interval '2 hours' - ${chance(32)} * interval '3 days'
     FROM (SELECT ${ABANDONED_KEYS} + id AS key, id FROM y_shows WHERE sold > 0 AND NOT is_canceled) d
     JOIN y_shows s ON s.id = d.id WHERE ${chance(36)} < ${tickets * 0.02} / (SELECT count(*)::float8 FROM y_shows WHERE sold > 0)`,
    'ANALYZE y_drafts',
  ];
}

/** Ids go up with time. `terms` is the promo code that is used, by its position; 5 is the first two together. */
function orders({ seed }: Plan): string {
  const chance = (purpose: number): string => `pg_temp.chance(d.key, ${purpose})`;
  return `CREATE TEMP TABLE y_orders AS
    SELECT (SELECT coalesce(max(id), 0) FROM orders) + row_number() OVER (ORDER BY created_at, d.key) AS id, d.key, d.what,
      d.cinema_id, d.show_id, viewer.id AS user_id, till.id AS seller_id,
      CASE WHEN d.at_counter AND d.viewer IS NULL AND ${chance(41)} < 0.2
        THEN 'guest-${seed}-' || d.key || '@year.example' END AS customer_email,
      CASE WHEN NOT d.at_counter THEN 'stripe' WHEN ${chance(42)} < 0.45 THEN 'cash' ELSE 'terminal' END AS method,
      date_trunc('milliseconds', d.created_at) AS created_at,
      CASE WHEN d.what <> 'abandoned' THEN date_trunc('milliseconds', d.created_at
        + CASE WHEN d.at_counter THEN interval '0' ELSE interval '20 seconds' + ${chance(43)} * interval '8 minutes' END) END AS paid_at,
      CASE WHEN d.what = 'abandoned' OR ${chance(44)} >= 0.11 THEN NULL WHEN ${chance(45)} < 0.4 THEN 1
        WHEN ${chance(45)} < 0.65 THEN 2 WHEN ${chance(45)} < 0.7 THEN 5 WHEN ${chance(45)} < 0.97 THEN 3 ELSE 4 END AS terms
    FROM y_drafts d
    LEFT JOIN y_people viewer ON viewer.name = 'viewer' AND viewer.n = d.viewer
    LEFT JOIN y_cashiers till ON d.at_counter AND till.cinema_id = d.cinema_id AND till.position = floor(${chance(40)} * 4)
    ORDER BY 1`;
}

function lines({ films }: Plan): string[] {
  const chance = (key: string, purpose: number): string => `pg_temp.chance(${key}, ${purpose})`;
  const seatPrice = `round(s.base_price * CASE t.category WHEN 'comfort' THEN 1.15 WHEN 'premium' THEN 1.4 ELSE 1 END
    * CASE a.audience WHEN 'child' THEN 0.65 WHEN 'adult' THEN 1 ELSE 0.8 END)::int`;
  const seatTitle = `s.film || ', ' || s.hall || ', row ' || t.row_label || ' seat ' || t.number || ', '
    || to_char(s.starts_at AT TIME ZONE s.time_zone, 'YYYY-MM-DD HH24:MI')`;
  // Whose film: two rounds of at most three each online, and others beside seats, so that nobody buys one twice.
  const filmAt = (index: string): string => `JOIN y_films f ON f.k = (${index}) % ${films}`;
  return [
    'CREATE UNIQUE INDEX ON y_orders (key)',
    'ANALYZE y_orders',
    `CREATE TEMP TABLE y_wanted AS
     SELECT o.id AS order_id, 'seat' AS kind, 1 AS part, t.j, NULL::int AS movie_id, NULL::int AS item_id, t.show_id, t.seat_id,
       a.audience, ${seatTitle} AS title, 1 AS quantity, ${seatPrice} AS price, false AS superseded
     FROM y_taken t JOIN y_shows s ON s.id = t.show_id JOIN y_orders o ON o.key = t.key
     CROSS JOIN LATERAL (SELECT ${chance('s.id * 1000::bigint + t.j', 50)} AS r) r
     CROSS JOIN LATERAL (SELECT CASE WHEN r.r < 0.12 THEN 'child' WHEN r.r < 0.22 THEN 'student' WHEN r.r < 0.3 THEN 'senior'
       ELSE 'adult' END AS audience) a
     UNION ALL
     SELECT o.id, 'seat', 1, t.j, NULL, NULL, s.id, t.seat_id, a.audience, ${seatTitle}, 1, ${seatPrice}, false
     FROM y_orders o JOIN y_shows s ON s.id = o.show_id CROSS JOIN (VALUES ('adult')) AS a (audience)
     JOIN LATERAL (SELECT id AS seat_id, rank AS j, category, row_label, number FROM y_seats WHERE hall_id = s.hall_id
       ORDER BY rank DESC LIMIT 2) t ON true
     WHERE o.what = 'abandoned'
     UNION ALL
     SELECT o.id, 'concession', 2, n, NULL, i.id, NULL, NULL, NULL, i.title, 1 + floor(${chance('o.key', 60)} * 2.4)::int, i.price, false
     FROM y_orders o CROSS JOIN LATERAL generate_series(0, CASE WHEN o.what = 'snacks' THEN floor(${chance('o.key', 61)} * 3)::int
       WHEN ${chance('o.key', 62)} < 0.1 THEN 1 WHEN ${chance('o.key', 62)} < 0.3 THEN 0 ELSE -1 END) n
     JOIN y_items i ON i.cinema_id = o.cinema_id AND i.position = (floor(${chance('o.key', 63)} * 6)::int + n) % 6
     WHERE o.what IN ('seats', 'snacks')
     UNION ALL
     SELECT o.id, 'movie', 3, n, f.id, NULL, NULL, NULL, NULL, f.title, 1, round(f.price * 100)::int, false
     FROM (SELECT *, row_number() OVER (PARTITION BY user_id ORDER BY id) - 1 AS turn FROM y_orders WHERE what = 'films') o
     CROSS JOIN LATERAL generate_series(0, floor(${chance('o.key', 64)} * 3)::int) n ${filmAt('o.user_id + o.turn * 3 + n')}
     UNION ALL
     SELECT o.id, 'movie', 3, 0, f.id, NULL, NULL, NULL, NULL, f.title, 1, round(f.price * 100)::int, false
     FROM (SELECT *, row_number() OVER (PARTITION BY user_id ORDER BY id) - 1 AS turn FROM y_orders
       WHERE what = 'seats' AND seller_id IS NULL AND ${chance('key', 65)} < 0.03) o ${filmAt('o.user_id + 6 + o.turn')}
     WHERE o.turn < ${films} - 6
     UNION ALL
     SELECT o.id, 'movie', 0, 0, f.id, NULL, NULL, NULL, NULL, f.title, 1, round(f.price * 100)::int + 100, true
     FROM (SELECT *, row_number() OVER (PARTITION BY user_id ORDER BY id) - 1 AS turn FROM y_orders WHERE what = 'films') o
     ${filmAt('o.user_id + o.turn * 3')} WHERE ${chance('o.key', 66)} < 0.02`,
    `CREATE TEMP TABLE y_lines AS
     SELECT (SELECT coalesce(max(id), 0) FROM order_items) + row_number() OVER (ORDER BY order_id, part, j) AS id, *,
       row_number() OVER (PARTITION BY order_id, superseded ORDER BY part, j) AS position
     FROM y_wanted ORDER BY 1`,
    'DROP TABLE y_wanted, y_taken, y_drafts',
    'CREATE INDEX ON y_lines (order_id)',
    'ANALYZE y_lines',
  ];
}
