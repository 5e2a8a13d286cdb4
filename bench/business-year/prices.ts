/** The promo codes: a fifth, five off, a quarter of the seats but no more than six, and everything. */
const CODES = `(VALUES
  (1, 'percent', 20.00, NULL::numeric, '{}', '{"kind": "percent", "value": 2000, "maxDiscount": null, "scope": {}}'),
  (2, 'fixed', 5.00, NULL, '{}', '{"kind": "fixed", "value": 500, "maxDiscount": null, "scope": {}}'),
  (3, 'percent', 25.00, 6.00, '{"kinds": ["seat"]}', '{"kind": "percent", "value": 2500, "maxDiscount": 600, "scope": {"kinds": ["seat"]}}'),
  (4, 'percent', 100.00, NULL, '{}', '{"kind": "percent", "value": 10000, "maxDiscount": null, "scope": {}}')
) AS c (position, kind, value, max_discount, scope, terms)`;

/** What is left to pay is nothing, or what a gateway takes. */
const payable = (wanted: string, due: string): string =>
  `CASE WHEN ${wanted} = ${due} OR ${due} - ${wanted} >= 50 THEN ${wanted} ELSE greatest(0, ${due} - 50) END`;

/** Splits what is taken off orders over their lines by the largest remainder. */
const split = (what: string, takings: string, weights: string): string[] => [
  `CREATE TEMP TABLE y_${what} AS
   WITH taken AS (${takings}),
   parts AS (
     SELECT w.id, w.order_id, t.taken, t.taken::bigint * w.weight / t.whole AS part, t.taken::bigint * w.weight % t.whole AS remainder
     FROM (${weights}) w JOIN taken t ON t.order_id = w.order_id WHERE t.taken > 0)
   SELECT id, (part + CASE WHEN row_number() OVER (PARTITION BY order_id ORDER BY remainder DESC, id)
     <= taken - sum(part) OVER (PARTITION BY order_id) THEN 1 ELSE 0 END)::int AS amount FROM parts`,
  `CREATE UNIQUE INDEX ON y_${what} (id)`,
  `ANALYZE y_${what}`,
];

/** What promo codes take off, what points pay, and what is left: `y_priced` are the lines with all of it. */
export function prices(): string[] {
  return [
    `INSERT INTO promo_codes (code, kind, value, max_discount, scope, created_at)
     SELECT 'YEAR-' || c.position, c.kind, c.value, c.max_discount, c.scope::jsonb, (SELECT min(created_at) FROM y_orders)
     FROM ${CODES} ORDER BY c.position`,
    `CREATE TEMP TABLE y_codes AS SELECT p.id, c.position, c.terms::jsonb AS terms FROM ${CODES}
     JOIN promo_codes p ON p.code = 'YEAR-' || c.position`,
    ...split(
      'discounts',
      `SELECT order_id, applicable AS whole, ${payable('wanted', 'due')} AS taken FROM (
         SELECT o.order_id, o.due, o.applicable, least(o.applicable, CASE o.terms WHEN 1 THEN (o.applicable * 20 + 50) / 100
           WHEN 2 THEN 500 WHEN 5 THEN (o.applicable * 20 + 50) / 100 + 500 WHEN 3 THEN least(600, (o.applicable * 25 + 50) / 100) ELSE o.applicable END) AS wanted
         FROM (
           SELECT l.order_id, o.terms, sum(l.price * l.quantity)::int AS due,
             sum(CASE WHEN o.terms <> 3 OR l.kind = 'seat' THEN l.price * l.quantity ELSE 0 END)::int AS applicable
           FROM y_lines l JOIN y_orders o ON o.id = l.order_id WHERE o.terms IS NOT NULL AND NOT l.superseded
           GROUP BY l.order_id, o.terms) o) w WHERE applicable > 0`,
      `SELECT l.id, l.order_id, CASE WHEN o.terms <> 3 OR l.kind = 'seat' THEN l.price * l.quantity ELSE 0 END AS weight
       FROM y_lines l JOIN y_orders o ON o.id = l.order_id WHERE o.terms IS NOT NULL AND NOT l.superseded`,
    ),
    ...split(
      'points',
      `SELECT order_id, due AS whole, ${payable('wanted', 'due')} AS taken FROM (
         SELECT l.order_id, sum(l.price * l.quantity - coalesce(d.amount, 0))::int AS due,
           least(300 + floor(pg_temp.chance(o.key, 71) * 1500)::int, sum(l.price * l.quantity - coalesce(d.amount, 0)) / 2)::int AS wanted
         FROM y_lines l JOIN y_orders o ON o.id = l.order_id LEFT JOIN y_discounts d ON d.id = l.id
         WHERE NOT l.superseded AND o.what IN ('seats', 'films') AND o.seller_id IS NULL AND pg_temp.chance(o.key, 70) < 0.08
         GROUP BY l.order_id, o.key) w WHERE due > 0`,
      `SELECT l.id, l.order_id, l.price * l.quantity - coalesce(d.amount, 0) AS weight
       FROM y_lines l LEFT JOIN y_discounts d ON d.id = l.id WHERE NOT l.superseded`,
    ),
    `CREATE TEMP TABLE y_priced AS
     SELECT l.*, coalesce(d.amount, 0) AS discount, coalesce(p.amount, 0) AS bonus,
       l.price * l.quantity - coalesce(d.amount, 0) - coalesce(p.amount, 0) AS money
     FROM y_lines l LEFT JOIN y_discounts d ON d.id = l.id LEFT JOIN y_points p ON p.id = l.id ORDER BY l.id`,
    'CREATE UNIQUE INDEX ON y_priced (id)',
    'CREATE INDEX ON y_priced (order_id)',
    'ANALYZE y_priced',
    `CREATE TEMP TABLE y_totals AS
     SELECT order_id, sum(money + bonus)::int AS total, sum(discount)::int AS discount, sum(bonus)::int AS bonus, sum(money)::int AS money
     FROM y_priced WHERE NOT superseded GROUP BY order_id`,
    'CREATE UNIQUE INDEX ON y_totals (order_id)',
    'DROP TABLE y_lines, y_discounts, y_points',
    'ANALYZE y_totals',
  ];
}
