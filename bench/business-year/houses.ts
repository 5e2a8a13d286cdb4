import type { Plan } from './plan.js';

/** One cinema where summer is in December, one where it is in July, and one whose clocks never change. */
const CINEMAS = `(VALUES
  (1, 'Harbour Lights', '3 Quay Street, Sydney', 'Australia/Sydney', 7),
  (2, 'Liberty Picture House', '88 Canal Street, New York', 'America/New_York', 7),
  (3, 'Metro Talkies', '12 Marine Drive, Mumbai', 'Asia/Kolkata', 6)
) AS v (position, name, address, time_zone, halls)`;

const SHAPES = `(VALUES ('imax', 14, 18, 20), ('4dx', 8, 12, 25), ('vip', 6, 8, 20), ('standard', 10, 14, 15))
  AS t (type, rows, per_row, cleaning)`;

/** Stock is what is left at the end of the year. */
const MENU = `(VALUES
  (0, 'Salted popcorn', 'snack', 'large', 7.50, NULL),
  (1, 'Cola', 'drink', '0.5 l', 4.49, 240),
  (2, 'Nachos with cheese sauce', 'meal', NULL, 7.90, 90),
  (3, 'Vanilla ice cream', 'sweet', 'cup', 4.20, 80),
  (4, 'Chocolate bar', 'sweet', NULL, 2.95, 150),
  (5, 'Date night', 'combo', NULL, 14.90, NULL)
) AS m (position, name, category, size, price, stock)`;

/** Three cinemas with twenty halls, their menus, those who work there, and those who come. */
export function houses({ accounts, from }: Plan): string[] {
  const before = `DATE '${from}' - interval '60 days'`;
  return [
    `INSERT INTO cinemas (name, address, time_zone) SELECT name, address, time_zone FROM ${CINEMAS} ORDER BY position`,
    `CREATE TEMP TABLE y_cinemas AS SELECT c.id, c.name, c.time_zone, v.position, v.halls
     FROM cinemas c JOIN ${CINEMAS} ON v.name = c.name AND c.deleted_at IS NULL`,
    `INSERT INTO halls (cinema_id, name, type, cleaning_minutes, capacity)
     SELECT c.id, 'Hall ' || n, t.type, t.cleaning, t.rows * t.per_row
     FROM y_cinemas c CROSS JOIN LATERAL generate_series(1, c.halls) n
     JOIN ${SHAPES} ON t.type = CASE n WHEN 1 THEN 'imax' WHEN 2 THEN '4dx' WHEN 3 THEN 'vip' ELSE 'standard' END
     ORDER BY c.position, n`,
    `INSERT INTO seats (hall_id, row_label, number, category, row_position, position)
     SELECT h.id, chr(64 + r), n,
       CASE WHEN h.type = 'vip' THEN 'premium' WHEN r > t.rows - 2 THEN 'comfort' ELSE 'standard' END, r - 1, n - 1
     FROM halls h JOIN y_cinemas c ON c.id = h.cinema_id JOIN ${SHAPES} ON t.type = h.type,
       generate_series(1, t.rows) r, generate_series(1, t.per_row) n ORDER BY h.id, r, n`,
    // The best seats are sold first.
    `CREATE TEMP TABLE y_seats AS
     SELECT s.id, s.hall_id, s.category, s.row_label, s.number, row_number() OVER (
       PARTITION BY s.hall_id ORDER BY abs(s.row_position - t.rows * 0.6), abs(s.position - t.per_row / 2.0), s.id) AS rank
     FROM seats s JOIN halls h ON h.id = s.hall_id JOIN y_cinemas c ON c.id = h.cinema_id JOIN ${SHAPES} ON t.type = h.type`,
    'CREATE UNIQUE INDEX ON y_seats (hall_id, rank)',
    `INSERT INTO concession_items (cinema_id, name, category, size, price, stock, stocked, created_at)
     SELECT c.id, m.name, m.category, m.size, m.price, m.stock, m.stock, ${before} FROM y_cinemas c, ${MENU}
     ORDER BY c.position, m.position`,
    `CREATE TEMP TABLE y_items AS
     SELECT i.id, i.cinema_id, m.position, i.category, round(i.price * 100)::int AS price,
       i.name || coalesce(', ' || i.size, '') || ' (' || c.name || ')' AS title
     FROM concession_items i JOIN y_cinemas c ON c.id = i.cinema_id JOIN ${MENU} ON m.name = i.name`,
    `INSERT INTO concession_parts (combo_id, item_id, cinema_id, quantity)
     SELECT combo.id, part.id, combo.cinema_id, CASE part.position WHEN 0 THEN 1 ELSE 2 END
     FROM y_items combo JOIN y_items part ON part.cinema_id = combo.cinema_id AND part.position IN (0, 1)
     WHERE combo.category = 'combo'`,
    `INSERT INTO users (email, hashed_password, is_active, activated_at, created_at, group_id)
     SELECT g.name || '-' || n || '@year.example', 'x', true, ${before}, ${before}, u.id
     FROM (VALUES ('till', 2, 12), ('office', 3, 1), ('viewer', 1, ${accounts})) AS g (name, group_id, people)
     JOIN user_groups u ON u.id = g.group_id, generate_series(1, g.people) n ORDER BY g.group_id DESC, n`,
    `CREATE TEMP TABLE y_people AS
     SELECT id, split_part(email, '-', 1) AS name, split_part(split_part(email, '-', 2), '@', 1)::int AS n
     FROM users WHERE email LIKE '%@year.example'`,
    'CREATE UNIQUE INDEX ON y_people (name, n)',
    `INSERT INTO carts (user_id) SELECT id FROM y_people WHERE name = 'viewer'`,
    // Four cashiers in each cinema.
    `CREATE TEMP TABLE y_cashiers AS SELECT p.id, c.id AS cinema_id, (p.n - 1) / 3 AS position
     FROM y_people p JOIN y_cinemas c ON c.position = 1 + (p.n - 1) % 3 WHERE p.name = 'till'`,
    'ANALYZE y_seats, y_items, y_people, y_cashiers, y_cinemas',
  ];
}
