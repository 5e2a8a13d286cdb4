import type { QueryConfig } from 'pg';

/**
 * The statements of one sale as PostgreSQL logs them (`log_statement = all`), from the filled cart to the library. The names are
 * those under which the program prepares them; what it does not prepare has none here either.
 */
const statement = (name: string | undefined, text: string) => {
  return (...values: readonly unknown[]): QueryConfig => ({
    ...(name === undefined ? {} : { name }),
    text,
    values: [...values],
  });
};

const ORDER = `SELECT o.id, o.user_id AS "userId", o.status, o.excluded, (o.total_amount * 100)::integer AS total,
  (o.discount_amount * 100)::integer AS discount, (o.bonus_amount * 100)::integer AS bonus,
  (o.refunded_amount * 100)::integer AS refunded, o.currency, o.created_at AS "createdAt", o.expires_at AS "expiresAt",
  o.paid_at AS "paidAt",
  (SELECT json_agg(json_build_object('id', i.id, 'kind', i.kind, 'movieId', i.movie_id, 'movieUuid', m.uuid, 'title', i.title,
     'quantity', i.quantity, 'price', (i.price_at_order * 100)::integer, 'discount', (i.discount * 100)::integer,
     'bonus', (i.bonus_amount * 100)::integer, 'refunded', (i.refunded_amount * 100)::integer,
     'refundedAt', i.refunded_at) ORDER BY i.id)
   FROM order_items i LEFT JOIN movies m ON m.id = i.movie_id WHERE i.order_id = o.id AND i.superseded_at IS NULL) AS lines
  FROM orders o`;

const CHECKOUT = `c.id, c.order_id AS "orderId", c.status, c.session_id AS "sessionId", c.url, c.fingerprint, c.request,
  c.created_at AS "createdAt", c.expires_at AS "expiresAt"`;

const PAYMENT = `p.id, p.user_id AS "userId", p.order_id AS "orderId", (p.amount * 100)::integer AS amount,
  (p.refunded_amount * 100)::integer AS refunded, p.currency, p.status, p.method, p.settlement,
  p.external_payment_id AS "externalId"`;

const OPEN = 'delivered_at IS NULL AND failed_at IS NULL';

export const SIGNED_IN = statement(
  'session-user',
  `SELECT s.id AS "sessionId", u.id AS "userId", g.name AS group, s.last_used_at < $1::timestamptz - interval '1 minute' AS "isUseStale"
   FROM sessions s JOIN users u ON u.id = s.user_id JOIN user_groups g ON g.id = u.group_id
   WHERE s.ended_at IS NULL AND s.expires_at > $1 AND u.is_active AND s.id = $2`,
);

export const LOCK_CART = statement(
  'lock-cart',
  `SELECT c.id FROM users u JOIN carts c ON c.user_id = u.id WHERE u.id = $1 AND u.deleted_at IS NULL
   FOR KEY SHARE OF u FOR UPDATE OF c`,
);

export const CART_ITEMS = statement(
  'cart-items',
  `SELECT i.movie_id AS "movieId", i.added_at AS "addedAt"
   FROM carts c JOIN cart_items i ON i.cart_id = c.id WHERE c.user_id = $1 ORDER BY i.id`,
);

export const LOCK_FILMS = statement(
  'lock-offered-movies',
  'SELECT 1 FROM movies WHERE id = ANY ($1::int[]) ORDER BY id FOR SHARE',
);

export const OFFERS = statement(
  'movie-offers',
  `SELECT m.id AS "movieId", m.uuid, m.name AS title, m.year, (m.price * 100)::integer AS price, genres.terms AS genres,
     m.poster, m.deleted_at IS NOT NULL AS deleted, m.withdrawn, m.sale_from AS "saleFrom", m.sale_until AS "saleUntil",
     m.countries, m.min_age AS "minAge", p.id IS NOT NULL AS purchased, i.order_id AS "openOrderId",
     u.country, to_char(u.date_of_birth, 'YYYY-MM-DD') AS "dateOfBirth"
   FROM movies m
   LEFT JOIN (
     SELECT l.movie_id, json_agg(json_build_object('id', g.id, 'name', g.name) ORDER BY l.position) AS terms
     FROM movies_genres l JOIN genres g ON g.id = l.genre_id WHERE l.movie_id = ANY ($2::int[]) GROUP BY l.movie_id
   ) genres ON genres.movie_id = m.id
   LEFT JOIN purchases p ON p.user_id = $1 AND p.movie_id = m.id
   LEFT JOIN movie_claims c ON c.user_id = $1 AND c.movie_id = m.id
   LEFT JOIN order_items i ON i.id = c.order_item_id
   LEFT JOIN user_profiles u ON u.user_id = $1
   WHERE m.id = ANY ($2::int[])`,
);

export const EMPTY_CART = statement(
  'remove-cart-items',
  'DELETE FROM cart_items WHERE cart_id = (SELECT id FROM carts WHERE user_id = $1) AND movie_id = ANY ($2::int[])',
);

export const INSERT_ORDER = statement(
  'insert-order',
  `WITH o AS (
     INSERT INTO orders (user_id, total_amount, currency, excluded, created_at, expires_at, idempotency_key)
     VALUES ($1, $2::numeric / 100, $3, $4, $5, $6, $7) RETURNING id, user_id)
   INSERT INTO order_events (order_id, to_status, reason, actor_id)
   SELECT id, 'pending', 'ordered', user_id FROM o RETURNING order_id AS id`,
);

export const INSERT_LINES = statement(
  'insert-order-lines',
  `INSERT INTO order_items (order_id, kind, movie_id, title, quantity, price_at_order)
   SELECT $1, l.kind, l.movie_id, l.title, l.quantity, l.price::numeric / 100
   FROM unnest($2::text[], $3::int[], $4::text[], $5::int[], $6::int[])
     WITH ORDINALITY AS l (kind, movie_id, title, quantity, price, position)
   ORDER BY l.position RETURNING id`,
);

export const CLAIM_FILMS = statement(
  undefined,
  `INSERT INTO movie_claims AS c (user_id, movie_id, order_item_id)
   SELECT $1, l.movie_id, l.line_id FROM unnest($3::int[], $4::int[]) AS l (movie_id, line_id) ORDER BY l.movie_id
   ON CONFLICT (user_id, movie_id) DO UPDATE SET order_item_id = excluded.order_item_id
   WHERE (SELECT i.order_id FROM order_items i WHERE i.id = c.order_item_id) = $2`,
);

export const FIND_ORDER = statement('find-order', `${ORDER} WHERE o.id = $1`);
export const LOCK_ORDER = statement('lock-order', 'SELECT 1 FROM orders WHERE id = $1 FOR UPDATE');

export const EMAIL = statement(
  'email-of-buyer',
  'SELECT email FROM users WHERE id = $1 AND deleted_at IS NULL',
);

export const FIND_LIVE_CHECKOUT = statement(
  'find-live-checkout',
  `SELECT ${CHECKOUT} FROM checkouts c WHERE c.order_id = $1 AND c.status IN ('opening', 'open')`,
);

export const INSERT_CHECKOUT = statement(
  'insert-checkout',
  `INSERT INTO checkouts AS c (order_id, amount, currency, fingerprint, request, created_at, expires_at, checked_at)
   VALUES ($1, $2::numeric / 100, $3, $4, $5, $6, $7, $6) RETURNING ${CHECKOUT}`,
);

export const FIND_CHECKOUT = statement(
  'find-checkout',
  `SELECT ${CHECKOUT} FROM checkouts c WHERE c.id = $1`,
);

export const BEGIN_ATTEMPT = statement(
  'begin-checkout-attempt',
  `UPDATE checkouts SET attempted_at = $2
   WHERE id = $1 AND status = 'opening' AND (attempted_at IS NULL OR attempted_at < $3) RETURNING 1`,
);

export const CHECKOUT_OPENED = statement(
  'checkout-opened',
  `UPDATE checkouts SET status = 'open', session_id = $2, url = $3, request = NULL WHERE id = $1 AND status = 'opening'`,
);

export const INSERT_EVENT = statement(
  'insert-payment-event',
  `INSERT INTO payment_events (id, type, checkout_id, received_at, queued_at) VALUES ($1, $2, $3, $4, $4)
   ON CONFLICT DO NOTHING RETURNING 1`,
);

export const ADD_JOB = statement(
  undefined,
  `WITH added AS (INSERT INTO outbox (name, payload, created_at, not_before) VALUES ($1, $2, $3, $4) RETURNING id)
   SELECT id, pg_notify('outbox', '') FROM added`,
);

export const BEGIN_JOB = statement(
  undefined,
  `UPDATE outbox SET attempts = attempts + 1, last_error = CASE WHEN attempts < $2 THEN NULL ELSE last_error END
   WHERE id = $1 AND ${OPEN} RETURNING id, name, payload, attempts`,
);

export const JOB_DELIVERED = statement(
  undefined,
  `UPDATE outbox SET delivered_at = $2, dispatched_at = coalesce(dispatched_at, $2), failed_at = NULL,
     payload = CASE WHEN jsonb_typeof(payload) = 'object' THEN payload - 'secret' ELSE payload END
   WHERE id = $1 AND delivered_at IS NULL`,
);

export const EVENTS_WAITING = statement(
  'payment-events-waiting',
  `SELECT o.id FROM payment_events e JOIN payment_events o
     ON o.handled_at IS NULL AND o.checkout_id IS NOT DISTINCT FROM e.checkout_id
       AND o.payment_id IS NOT DISTINCT FROM e.payment_id
   WHERE e.id = $1 AND e.handled_at IS NULL`,
);

export const EVENT_HANDLED = statement(
  'payment-event-handled',
  'UPDATE payment_events SET handled_at = $2, times_handled = times_handled + 1 WHERE id = $1',
);

export const CHECKOUT_OF_PAYMENT = statement(
  'find-checkout-by-payment',
  `SELECT ${CHECKOUT} FROM checkouts c WHERE c.payment_id = $1`,
);

export const CHECKOUT_OF_SESSION = statement(
  'find-checkout-by-session',
  `SELECT ${CHECKOUT} FROM checkouts c WHERE c.session_id = $1`,
);

export const NOTE_CHECKOUT = statement(
  'note-checkout',
  `UPDATE checkouts c SET status = CASE WHEN c.status IN ('opening', 'open') THEN $2 ELSE c.status END,
     payment_id = coalesce($3, c.payment_id), checked_at = $4
   WHERE c.id = $1`,
);

export const LOCK_PAYMENT = statement(
  'lock-payment-by-external',
  `SELECT ${PAYMENT} FROM payments p WHERE p.external_payment_id = $1 FOR UPDATE`,
);

export const CHANGE_ORDER = statement(
  'change-order',
  `WITH o AS (UPDATE orders SET status = $3, paid_at = $4 WHERE id = $1)
   INSERT INTO order_events (order_id, from_status, to_status, reason, actor_id) VALUES ($1, $2, $3, $5, $6)`,
);

export const ADD_PURCHASES = statement(
  'add-purchases',
  `INSERT INTO purchases (user_id, movie_id, order_item_id, purchased_at)
   SELECT $1, l.movie_id, l.line_id, $4 FROM unnest($2::int[], $3::int[]) AS l (movie_id, line_id)
   ON CONFLICT (order_item_id) DO NOTHING`,
);

export const UNCLAIM_FILMS = statement(
  'unclaim-movies',
  'DELETE FROM movie_claims WHERE order_item_id = ANY ($1::int[])',
);

export const TELL_ONCE = statement(
  'tell-once',
  'INSERT INTO order_messages (order_id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1',
);

export const INSERT_PAYMENT = statement(
  'insert-payment',
  `WITH p AS (
     INSERT INTO payments (user_id, order_id, amount, currency, status, method, settlement, external_payment_id, created_at)
     VALUES ($1, $2, $3::numeric / 100, $4, 'successful', 'stripe', $5, $6, $7) RETURNING *),
   items AS (
     INSERT INTO payment_items (payment_id, order_item_id, price_at_payment)
     SELECT p.id, i.id, i.amount::numeric / 100 FROM p, unnest($8::int[], $9::int[]) AS i (id, amount))
   SELECT ${PAYMENT} FROM p`,
);
