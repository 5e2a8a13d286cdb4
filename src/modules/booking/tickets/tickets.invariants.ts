import { type Invariant, StatesInvariants } from '../../../platform/invariants/index.js';

@StatesInvariants()
export class TicketsInvariants {
  readonly invariants: readonly Invariant[] = [
    {
      name: 'nobody is let in twice with a ticket before they left',
      sql: `SELECT ticket_id, id, direction FROM (
              SELECT c.id, c.ticket_id, c.direction,
                lag(c.direction, 1, 'out') OVER (PARTITION BY c.ticket_id ORDER BY c.scanned_at, c.id) AS former
              FROM check_ins c WHERE c.accepted
            ) passages WHERE direction = former`,
    },
    {
      name: 'a ticket says what its scans at the door add up to',
      sql: `SELECT t.id, t.status, t.is_inside, t.checked_in_at, p.first_at, p.last
            FROM tickets t LEFT JOIN (
              SELECT ticket_id, min(scanned_at) AS first_at,
                (array_agg(direction ORDER BY scanned_at DESC, id DESC))[1] AS last
              FROM check_ins WHERE accepted GROUP BY ticket_id
            ) p ON p.ticket_id = t.id
            WHERE t.status <> 'refunded' AND ((t.status = 'used') <> (p.ticket_id IS NOT NULL)
              OR t.is_inside <> (coalesce(p.last, 'out') = 'in') OR t.checked_in_at IS DISTINCT FROM p.first_at)`,
    },
    {
      name: 'no ticket has a code that was replaced',
      sql: 'SELECT t.id, t.code FROM tickets t JOIN former_ticket_codes f ON f.code = t.code',
    },
  ];
}
