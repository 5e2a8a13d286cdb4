const decimal = (minor: string): string => `(${minor}) / 100.0`;

/** Snacks that were picked up, or not; and the tills. */
export function counter(): string[] {
  return [...pickUps(), ...tills()];
}

function pickUps(): string[] {
  return [
    `CREATE TEMP TABLE y_preorders AS
     SELECT (SELECT coalesce(max(id), 0) FROM preorders) + row_number() OVER (ORDER BY o.id) AS id, o.id AS order_id, o.cinema_id,
       o.user_id, o.seller_id, o.paid_at, coalesce(s.starts_at, o.paid_at) AS needed_at, coalesce(s.ends_at, o.paid_at) AS over_at,
       CASE WHEN l.is_back THEN 'refunded' WHEN o.seller_id IS NOT NULL OR pg_temp.chance(o.key, 110) < 0.95 THEN 'collected'
         ELSE 'expired' END AS status
     FROM y_orders o
     JOIN (SELECT l.order_id, bool_and(b.line_id IS NOT NULL) AS is_back FROM y_priced l
       LEFT JOIN y_back b ON b.line_id = l.id AND b.is_whole WHERE l.kind = 'concession' GROUP BY 1) l ON l.order_id = o.id
     LEFT JOIN screenings s ON s.id = o.show_id`,
    `INSERT INTO preorders (id, order_id, cinema_id, user_id, pickup_code, status, created_at, needed_at, expires_at, ready_at,
       collected_at, handled_by)
     SELECT p.id, p.order_id, p.cinema_id, p.user_id, substr(translate(upper(md5('pick-up ' || p.id)), '01', 'GH'), 1, 6), p.status,
       p.paid_at, p.needed_at, p.over_at + interval '24 hours', c.at, c.at, CASE WHEN c.at IS NOT NULL THEN till.id END
     FROM y_preorders p JOIN y_cashiers till ON till.cinema_id = p.cinema_id AND till.position = 1
     CROSS JOIN LATERAL (SELECT CASE WHEN p.status = 'collected' THEN
       CASE WHEN p.seller_id IS NULL THEN p.needed_at - interval '10 minutes' ELSE p.paid_at END END AS at) c ORDER BY p.id`,
    `INSERT INTO order_concessions (order_item_id, item_id, cinema_id, preorder_id, revoked_at)
     SELECT l.id, l.item_id, o.cinema_id, p.id, CASE WHEN b.is_whole THEN b.at END
     FROM y_priced l JOIN y_orders o ON o.id = l.order_id JOIN y_preorders p ON p.order_id = l.order_id
     LEFT JOIN y_back b ON b.line_id = l.id WHERE l.kind = 'concession' ORDER BY l.id`,
    `INSERT INTO concession_claims (order_item_id, item_id, quantity, given_back)
     SELECT l.id, coalesce(p.item_id, l.item_id), l.quantity * coalesce(p.quantity, 1), coalesce(b.is_whole, false)
     FROM y_priced l LEFT JOIN concession_parts p ON p.combo_id = l.item_id LEFT JOIN y_back b ON b.line_id = l.id
     WHERE l.kind = 'concession' ORDER BY l.id`,
    `UPDATE concession_items i SET stocked = i.stock + c.taken
     FROM (SELECT item_id, sum(quantity) AS taken FROM concession_claims WHERE NOT given_back GROUP BY 1) c
     WHERE c.item_id = i.id AND i.stock IS NOT NULL AND i.id IN (SELECT id FROM y_items)`,
  ];
}

/** A shift for each cashier and day on which money came or went. Some tills are a little short. */
function tills(): string[] {
  return [
    `CREATE TEMP TABLE y_entries AS
     SELECT e.*, (e.at AT TIME ZONE c.time_zone)::date AS day FROM (
       SELECT o.id AS order_id, o.seller_id AS cashier_id, o.cinema_id, 'sale' AS kind, o.method, t.money AS amount, o.paid_at AS at
       FROM y_orders o JOIN y_totals t ON t.order_id = o.id WHERE o.seller_id IS NOT NULL
       UNION ALL
       SELECT o.id, o.seller_id, o.cinema_id, 'refund', o.method, r.money, r.at
       FROM y_refunds r JOIN y_orders o ON o.id = r.order_id AND o.seller_id IS NOT NULL
       WHERE r.money > 0 AND r.status = 'succeeded') e JOIN y_cinemas c ON c.id = e.cinema_id`,
    `CREATE TEMP TABLE y_shifts AS
     SELECT (SELECT coalesce(max(id), 0) FROM box_office_shifts) + row_number() OVER (ORDER BY min(at), cashier_id) AS id, cashier_id, day,
       min(at) - interval '20 minutes' AS opened_at, max(at) + interval '15 minutes' AS closed_at,
       20000 + coalesce(sum(CASE kind WHEN 'sale' THEN amount ELSE -amount END) FILTER (WHERE method = 'cash'), 0)::int AS expected
     FROM y_entries GROUP BY cashier_id, day`,
    `INSERT INTO box_office_shifts (id, cashier_id, opened_at, opening_float, closed_at, expected, counted)
     SELECT id, cashier_id, opened_at, 200, closed_at, ${decimal('expected')},
       ${decimal('greatest(0, expected - CASE WHEN pg_temp.chance(id, 120) < 0.1 THEN 250 ELSE 0 END)')}
     FROM y_shifts ORDER BY id`,
    `INSERT INTO box_office_entries (shift_id, order_id, kind, method, amount, created_at)
     SELECT s.id, e.order_id, e.kind, CASE e.method WHEN 'cash' THEN 'cash' ELSE 'card' END, ${decimal('e.amount')}, e.at
     FROM y_entries e JOIN y_shifts s USING (cashier_id, day) ORDER BY e.at, e.order_id`,
  ];
}
