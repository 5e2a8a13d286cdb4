/** What is written down in minor units. */
const decimal = (minor: string): string => `(${minor}) / 100.0`;

/** Codes out of the letters and digits that the program uses. */
const code = (key: string, length: number): string =>
  `substr(translate(upper(md5(${key})), '01', 'GH'), 1, ${length})`;

/** Writes orders, payments, refunds and seats down as the program would have. */
export function books(): string[] {
  return [...orderBooks(), ...paymentBooks(), ...seatBooks(), ...uses()];
}

function orderBooks(): string[] {
  return [
    `INSERT INTO orders (id, user_id, seller_id, customer_email, status, total_amount, discount_amount, bonus_amount,
       refunded_amount, currency, created_at, expires_at, paid_at)
     SELECT o.id, o.user_id, o.seller_id, o.customer_email, s.status, ${decimal('t.total')}, ${decimal('t.discount')},
       ${decimal('t.bonus')}, ${decimal('s.refunded')}, 'usd', o.created_at,
       o.created_at + CASE WHEN o.seller_id IS NULL THEN interval '15 minutes' ELSE interval '0' END, o.paid_at
     FROM y_orders o JOIN y_totals t ON t.order_id = o.id JOIN y_states s ON s.id = o.id ORDER BY o.id`,
    `INSERT INTO order_items (id, order_id, kind, movie_id, title, quantity, price_at_order, discount, bonus_amount,
       refunded_amount, refunded_at, superseded_at, facts)
     SELECT l.id, l.order_id, l.kind, l.movie_id, l.title, l.quantity, ${decimal('l.price')}, ${decimal('l.discount')},
       ${decimal('l.bonus')}, ${decimal('coalesce(b.money + b.points, 0)')}, CASE WHEN b.is_whole THEN b.at END,
       CASE WHEN l.superseded THEN o.created_at + interval '5 seconds' END,
       jsonb_strip_nulls(jsonb_build_object('movieId', coalesce(l.movie_id, h.movie_id), 'cinemaId', o.cinema_id,
         'hallType', h.hall_type, 'itemCategory', i.category))
     FROM y_priced l JOIN y_orders o ON o.id = l.order_id LEFT JOIN y_back b ON b.line_id = l.id
     LEFT JOIN y_shows h ON h.id = l.show_id LEFT JOIN y_items i ON i.id = l.item_id ORDER BY l.id`,
    `INSERT INTO order_events (order_id, from_status, to_status, reason, actor_id, created_at)
     SELECT id, NULL, 'pending', 'ordered', coalesce(seller_id, user_id), created_at FROM y_orders ORDER BY id`,
    `INSERT INTO order_events (order_id, from_status, to_status, reason, actor_id, created_at)
     SELECT id, 'pending', CASE WHEN paid_at IS NULL THEN 'canceled' ELSE 'paid' END,
       CASE WHEN paid_at IS NULL THEN 'expired' WHEN seller_id IS NULL THEN 'paid' ELSE 'sold-at-counter' END, seller_id,
       coalesce(paid_at, created_at + interval '15 minutes')
     FROM y_orders ORDER BY id`,
    `INSERT INTO order_events (order_id, from_status, to_status, reason, created_at)
     SELECT id, 'paid', 'refunded', 'refunded', refunded_at FROM y_states WHERE status = 'refunded' ORDER BY id`,
    `INSERT INTO order_messages (order_id, name, sent_at) SELECT id, 'paid', paid_at FROM y_orders
     WHERE paid_at IS NOT NULL AND (user_id IS NOT NULL OR customer_email IS NOT NULL) ORDER BY id`,
  ];
}

function paymentBooks(): string[] {
  return [
    `INSERT INTO payments (id, user_id, order_id, amount, refunded_amount, currency, status, method, settlement,
       external_payment_id, decline_code, created_at)
     SELECT p.id, p.user_id, p.order_id, ${decimal('p.amount')}, ${decimal('coalesce(r.amount, 0)')}, 'usd',
       CASE WHEN p.settlement IS NULL THEN 'canceled' WHEN r.amount = p.amount THEN 'refunded' ELSE 'successful' END,
       p.method, p.settlement, CASE WHEN p.method = 'stripe' THEN 'pi_year_' || p.id END,
       CASE WHEN p.settlement IS NULL THEN 'insufficient_funds' END, p.at
     FROM y_payments p LEFT JOIN (
       SELECT payment_id, sum(money)::int AS amount FROM y_refunds WHERE status <> 'failed' GROUP BY 1) r ON r.payment_id = p.id
     ORDER BY p.id`,
    `INSERT INTO payment_items (payment_id, order_item_id, price_at_payment)
     SELECT p.id, l.id, ${decimal('l.money')} FROM y_payments p JOIN y_priced l ON l.order_id = p.order_id AND NOT l.superseded
     WHERE p.settlement = 'fulfilled' ORDER BY p.id, l.id`,
    `INSERT INTO refunds (id, order_id, payment_id, amount, points, status, origin, external_id, failure, created_by, created_at)
     SELECT r.id, r.order_id, r.payment_id, ${decimal('r.money')}, r.points, r.status, r.origin,
       CASE WHEN p.method = 'stripe' THEN 're_year_' || r.id END, CASE r.status WHEN 'failed' THEN 'expired_or_canceled_card' END,
       r.created_by, r.at
     FROM y_refunds r LEFT JOIN y_payments p ON p.id = r.payment_id ORDER BY r.id`,
    `INSERT INTO refund_items (refund_id, order_item_id, amount, points)
     SELECT r.id, b.line_id, CASE r.part WHEN 2 THEN ${decimal('b.money')} ELSE 0 END, CASE r.part WHEN 1 THEN b.points ELSE 0 END
     FROM y_refunds r JOIN y_back b ON b.order_id = r.order_id AND b.step = r.step
     WHERE CASE r.part WHEN 1 THEN b.points ELSE b.money END > 0 ORDER BY r.id, b.line_id`,
  ];
}

/** Nine of ten who came were scanned at the door. */
function seatBooks(): string[] {
  return [
    `INSERT INTO order_seats (order_item_id, screening_id, seat_id, hall_id, audience)
     SELECT l.id, l.show_id, l.seat_id, h.hall_id, l.audience FROM y_priced l JOIN y_shows h ON h.id = l.show_id ORDER BY l.id`,
    `INSERT INTO seat_allocations (screening_id, seat_id, hall_id, status, price, audience, order_item_id)
     SELECT l.show_id, l.seat_id, h.hall_id, 'sold', ${decimal('l.price')}, l.audience, l.id
     FROM y_priced l JOIN y_shows h ON h.id = l.show_id JOIN y_orders o ON o.id = l.order_id AND o.paid_at IS NOT NULL
     LEFT JOIN y_back b ON b.line_id = l.id AND b.is_whole WHERE b.line_id IS NULL ORDER BY l.id`,
    `INSERT INTO tickets (id, code, order_item_id, screening_id, seat_id, holder_id, holder_email, seller_id, price, audience,
       status, is_inside, checked_in_at, checked_in_by, refunded_at, created_at)
     SELECT (SELECT coalesce(max(id), 0) FROM tickets) + row_number() OVER (ORDER BY l.id), ${code(`'ticket ' || l.id`, 16)}, l.id,
       l.show_id, l.seat_id, o.user_id, o.customer_email, o.seller_id, ${decimal('l.price')}, l.audience,
       CASE WHEN b.line_id IS NOT NULL THEN 'refunded' WHEN c.came THEN 'used' ELSE 'valid' END, c.came,
       CASE WHEN c.came THEN h.starts_at - interval '12 minutes' END, CASE WHEN c.came THEN till.id END, b.at, o.paid_at
     FROM y_priced l JOIN y_shows h ON h.id = l.show_id JOIN y_orders o ON o.id = l.order_id AND o.paid_at IS NOT NULL
     JOIN y_cashiers till ON till.cinema_id = h.cinema_id AND till.position = 0
     LEFT JOIN y_back b ON b.line_id = l.id AND b.is_whole
     CROSS JOIN LATERAL (SELECT b.line_id IS NULL AND pg_temp.chance(l.id, 100) < 0.9 AS came) c ORDER BY l.id`,
    `INSERT INTO check_ins (ticket_id, direction, accepted, scanner, actor_id, scanned_at, recorded_at, answer)
     SELECT t.id, 'in', true, 'user:' || t.checked_in_by, t.checked_in_by, t.checked_in_at, t.checked_in_at, '{}'
     FROM tickets t JOIN y_shows h ON h.id = t.screening_id WHERE t.status = 'used' ORDER BY t.id`,
  ];
}

function uses(): string[] {
  return [
    `INSERT INTO promo_uses (order_id, promo_id, user_id, position, discount, terms, created_at)
     SELECT o.id, c.id, o.user_id, CASE WHEN o.terms = 5 AND c.position = 2 THEN 1 ELSE 0 END,
       ${decimal('CASE WHEN o.terms < 5 THEN t.discount WHEN c.position = 1 THEN f.fifth ELSE t.discount - f.fifth END')},
       c.terms, o.created_at
     FROM y_orders o JOIN y_totals t ON t.order_id = o.id AND t.discount > 0
     JOIN y_codes c ON c.position = o.terms OR (o.terms = 5 AND c.position IN (1, 2))
     CROSS JOIN LATERAL (SELECT least(t.discount, ((t.total + t.discount) * 20 + 50) / 100) AS fifth) f ORDER BY o.id, c.position`,
    `UPDATE promo_codes p SET uses = u.uses FROM (SELECT promo_id, count(*)::int AS uses FROM promo_uses GROUP BY 1) u
     WHERE u.promo_id = p.id AND p.id IN (SELECT id FROM y_codes)`,
  ];
}

/** Films that people own. What is noted of sales is noted by a trigger. */
export function libraries(): string[] {
  return [
    `INSERT INTO purchases (user_id, movie_id, order_item_id, purchased_at)
     SELECT o.user_id, l.movie_id, l.id, o.paid_at FROM y_priced l JOIN y_orders o ON o.id = l.order_id
     LEFT JOIN y_back b ON b.line_id = l.id AND b.is_whole
     WHERE l.kind = 'movie' AND NOT l.superseded AND o.paid_at IS NOT NULL AND b.line_id IS NULL ORDER BY l.id`,
  ];
}
