import type { Plan } from './plan.js';

/** How lots are noted with what was taken of them. */
const LOT = `jsonb_build_array(jsonb_build_object('points', m.points, 'expiresAt',
  to_char(a.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))`;

/**
 * Points that came and went. Everybody who uses points brought a lot from the year before, which runs out first and so is what
 * all others are taken of.
 */
export function ledger({ from }: Plan): string[] {
  return [
    `CREATE TEMP TABLE y_moves AS
     SELECT o.user_id, o.id AS order_id, 'accrued' AS reason, t.money / 10 AS points, o.paid_at AS at, 0 AS step
     FROM y_orders o JOIN y_totals t ON t.order_id = o.id WHERE o.user_id IS NOT NULL AND o.paid_at IS NOT NULL AND t.money >= 10
     UNION ALL
     SELECT o.user_id, o.id, 'spent', t.bonus, o.created_at, 0
     FROM y_orders o JOIN y_totals t ON t.order_id = o.id WHERE t.bonus > 0
     UNION ALL
     SELECT o.user_id, r.order_id, 'returned', r.points, r.at, r.step
     FROM y_refunds r JOIN y_orders o ON o.id = r.order_id WHERE r.points > 0
     UNION ALL
     SELECT user_id, order_id, 'taken-back', (accrued * (paid - back + money) / paid - accrued * (paid - back) / paid)::int, at, step
     FROM (
       SELECT o.user_id, b.order_id, b.step, b.at, b.money, t.money::bigint AS paid, (t.money / 10)::bigint AS accrued,
         sum(b.money) OVER (PARTITION BY b.order_id ORDER BY b.step) AS back
       FROM (SELECT order_id, step, max(at) AS at, sum(money)::int AS money FROM y_back GROUP BY 1, 2) b
       JOIN y_orders o ON o.id = b.order_id AND o.user_id IS NOT NULL
       JOIN y_totals t ON t.order_id = b.order_id AND t.money > 0) s`,
    `CREATE TEMP TABLE y_accounts AS
     SELECT user_id, TIMESTAMPTZ '${from} 00:00Z' - interval '40 days' AS opened_at,
       TIMESTAMPTZ '${from} 00:00Z' + interval '2 years' AS expires_at,
       coalesce(sum(points) FILTER (WHERE reason IN ('spent', 'taken-back')), 0)::int AS drawn,
       floor(pg_temp.chance(user_id, 130) * 500)::int AS spare
     FROM y_moves GROUP BY user_id`,
    `INSERT INTO bonus_accounts (user_id, balance)
     SELECT a.user_id, a.spare + coalesce(sum(m.points) FILTER (WHERE m.reason IN ('accrued', 'returned')), 0)::int
     FROM y_accounts a JOIN y_moves m USING (user_id) GROUP BY a.user_id, a.spare ORDER BY a.user_id`,
    `INSERT INTO bonus_transactions (user_id, points, points_left, reason, expires_at, note, actor_id, created_at)
     SELECT user_id, drawn + spare, spare, 'adjusted', expires_at, 'Points of the year before.',
       (SELECT id FROM y_people WHERE name = 'office'), opened_at
     FROM y_accounts WHERE drawn + spare > 0 ORDER BY user_id`,
    `INSERT INTO bonus_transactions (user_id, points, points_left, reason, order_id, expires_at, lots, created_at)
     SELECT m.user_id, CASE WHEN m.reason IN ('accrued', 'returned') THEN m.points ELSE -m.points END,
       CASE WHEN m.reason IN ('accrued', 'returned') THEN m.points ELSE 0 END, m.reason, m.order_id,
       CASE m.reason WHEN 'accrued' THEN greatest(m.at + interval '12 months', a.expires_at) WHEN 'returned' THEN a.expires_at END,
       CASE WHEN m.reason IN ('spent', 'taken-back') THEN ${LOT} END, m.at
     FROM y_moves m JOIN y_accounts a USING (user_id) WHERE m.points > 0 ORDER BY m.at, m.order_id, m.step`,
  ];
}
