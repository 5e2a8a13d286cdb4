/** When an order gives something back, what, and how it came to that. */
const chance = (purpose: number): string => `pg_temp.chance(o.key, ${purpose})`;

/** Some time before the screening, as long as customers may. */
const IN_TIME = `o.paid_at + ${chance(81)} * (s.starts_at - interval '61 minutes' - o.paid_at)`;
const LATER = `s.starts_at + interval '3 hours' + ${chance(82)} * interval '2 days'`;

/** What is given back, and money that was never used; `y_back` is by line, `y_refunds` what is booked. */
export function refunds(): string[] {
  return [...plans(), ...payments(), ...booked()];
}

function plans(): string[] {
  return [
    `CREATE TEMP TABLE y_returns AS
     SELECT o.id AS order_id, p.step, p.scope, date_trunc('milliseconds', p.at) AS at, p.origin, p.has_failed, p.waits,
       CASE p.origin WHEN 'customer' THEN o.user_id WHEN 'counter' THEN o.seller_id
         WHEN 'moderator' THEN (SELECT id FROM y_people WHERE name = 'office') END AS created_by
     FROM y_orders o JOIN y_totals t ON t.order_id = o.id AND t.total > 0
     LEFT JOIN y_shows s ON s.id = o.show_id
     CROSS JOIN LATERAL (SELECT ${chance(80)} AS r) r
     CROSS JOIN LATERAL (
       SELECT 1 AS step, 'seats' AS scope, s.canceled_at + ${chance(81)} * interval '20 minutes' AS at, 'automatic' AS origin,
         false AS has_failed, o.seller_id IS NOT NULL AND ${chance(83)} < 0.5 AS waits
       WHERE s.is_canceled
       UNION ALL
       SELECT 1, CASE WHEN r < 0.020 OR r >= 0.036 THEN 'all' ELSE 'first' END, ${IN_TIME}, 'customer', r >= 0.036, false
       WHERE NOT s.is_canceled AND o.seller_id IS NULL AND r < 0.040
       UNION ALL
       SELECT 2, 'second', ${LATER}, 'moderator', false, false
       WHERE NOT s.is_canceled AND o.seller_id IS NULL AND r >= 0.032 AND r < 0.036
       UNION ALL
       SELECT 1, 'seats', ${LATER}, 'moderator', false, false
       WHERE NOT s.is_canceled AND o.seller_id IS NULL AND r >= 0.040 AND r < 0.046
       UNION ALL
       SELECT 1, 'half', ${LATER}, 'gateway', false, false
       WHERE NOT s.is_canceled AND o.seller_id IS NULL AND r >= 0.046 AND r < 0.049
       UNION ALL
       SELECT 1, CASE WHEN r < 0.008 THEN 'first' ELSE 'seats' END, o.paid_at + ${chance(81)} * (s.starts_at - o.paid_at), 'counter',
         false, false
       WHERE NOT s.is_canceled AND o.seller_id IS NOT NULL AND r < 0.015
       UNION ALL
       SELECT 1, CASE WHEN r < 0.02 THEN 'all' ELSE 'first' END, o.paid_at + ${chance(81)} * interval '13 days', 'customer', false, false
       WHERE o.what = 'films' AND r < 0.03) p
     WHERE o.paid_at IS NOT NULL`,
    'ANALYZE y_returns',
    `CREATE TEMP TABLE y_back AS
     SELECT r.order_id, r.step, l.id AS line_id, r.scope <> 'half' AS is_whole, r.at,
       CASE r.scope WHEN 'half' THEN l.money / 2 ELSE l.money END AS money, CASE r.scope WHEN 'half' THEN 0 ELSE l.bonus END AS points
     FROM y_returns r JOIN y_priced l ON l.order_id = r.order_id AND NOT l.superseded
     WHERE CASE r.scope WHEN 'all' THEN true WHEN 'seats' THEN l.kind = 'seat' WHEN 'second' THEN l.position = 2
       ELSE l.position = 1 END AND (r.scope <> 'half' OR l.money > 1)`,
    'CREATE UNIQUE INDEX ON y_back (line_id)',
    'CREATE INDEX ON y_back (order_id)',
    'ANALYZE y_back',
  ];
}

/** Payments that paid; those that came too late, or twice, and went back at once; and attempts that failed. */
function payments(): string[] {
  return [
    `CREATE TEMP TABLE y_payments AS
     SELECT (SELECT coalesce(max(id), 0) FROM payments) + row_number() OVER (ORDER BY at, order_id, settlement) AS id, p.*
     FROM (
       SELECT o.id AS order_id, o.user_id, o.method, t.money AS amount, o.paid_at AS at, 'fulfilled' AS settlement
       FROM y_orders o JOIN y_totals t ON t.order_id = o.id WHERE o.paid_at IS NOT NULL AND t.money > 0
       UNION ALL
       SELECT o.id, o.user_id, 'stripe', t.money, o.created_at + interval '25 minutes', 'too-late'
       FROM y_orders o JOIN y_totals t ON t.order_id = o.id WHERE o.paid_at IS NULL AND ${chance(90)} < 0.2
       UNION ALL
       SELECT o.id, o.user_id, 'stripe', t.money, o.paid_at + interval '40 seconds', 'paid-already'
       FROM y_orders o JOIN y_totals t ON t.order_id = o.id
       WHERE o.paid_at IS NOT NULL AND o.seller_id IS NULL AND t.money > 0 AND ${chance(91)} < 0.002
       UNION ALL
       SELECT o.id, o.user_id, 'stripe', t.money, o.paid_at - interval '10 seconds', NULL
       FROM y_orders o JOIN y_totals t ON t.order_id = o.id
       WHERE o.paid_at IS NOT NULL AND o.seller_id IS NULL AND t.money > 0 AND ${chance(92)} < 0.03) p ORDER BY 1`,
    'CREATE INDEX ON y_payments (order_id)',
    'ANALYZE y_payments',
  ];
}

/** Points are refunds of their own. What the gateway refused at first went back two days later. */
function booked(): string[] {
  const sums = `SELECT b.order_id, b.step, sum(b.money)::int AS money, sum(b.points)::int AS points FROM y_back b GROUP BY 1, 2`;
  return [
    `CREATE TEMP TABLE y_refunds AS
     SELECT (SELECT coalesce(max(id), 0) FROM refunds) + row_number() OVER (ORDER BY at, order_id, step, part) AS id, r.*
     FROM (
       SELECT r.order_id, r.step, 1 AS part, NULL::bigint AS payment_id, r.at, r.origin, r.created_by, 'succeeded' AS status,
         0 AS money, b.points
       FROM y_returns r JOIN (${sums}) b USING (order_id, step) WHERE b.points > 0
       UNION ALL
       SELECT r.order_id, r.step, 2, p.id, r.at, r.origin, r.created_by,
         CASE WHEN r.has_failed THEN 'failed' WHEN r.waits THEN 'pending' ELSE 'succeeded' END, b.money, 0
       FROM y_returns r JOIN (${sums}) b USING (order_id, step)
       JOIN y_payments p ON p.order_id = r.order_id AND p.settlement = 'fulfilled' WHERE b.money > 0
       UNION ALL
       SELECT r.order_id, r.step, 2, p.id, r.at + interval '2 days', 'gateway', NULL, 'succeeded', b.money, 0
       FROM y_returns r JOIN (${sums}) b USING (order_id, step)
       JOIN y_payments p ON p.order_id = r.order_id AND p.settlement = 'fulfilled' WHERE r.has_failed AND b.money > 0
       UNION ALL
       SELECT p.order_id, NULL, 3, p.id, p.at, 'automatic', NULL, 'succeeded', p.amount, 0
       FROM y_payments p WHERE p.settlement IN ('too-late', 'paid-already')) r ORDER BY 1`,
    'CREATE INDEX ON y_refunds (order_id, step)',
    'ANALYZE y_refunds',
    `CREATE TEMP TABLE y_states AS
     SELECT o.id, CASE WHEN o.paid_at IS NULL THEN 'canceled' WHEN b.is_all THEN 'refunded' ELSE 'paid' END AS status,
       coalesce(b.amount, 0) AS refunded, b.at AS refunded_at
     FROM y_orders o LEFT JOIN (
       SELECT l.order_id, bool_and(coalesce(b.is_whole, false)) AS is_all, coalesce(sum(b.money + b.points), 0)::int AS amount,
         max(b.at) AS at
       FROM y_priced l LEFT JOIN y_back b ON b.line_id = l.id
       WHERE NOT l.superseded AND l.order_id IN (SELECT order_id FROM y_returns) GROUP BY l.order_id) b ON b.order_id = o.id`,
    'CREATE UNIQUE INDEX ON y_states (id)',
    'ANALYZE y_states',
  ];
}
