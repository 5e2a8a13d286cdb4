import { type Invariant, StatesInvariants } from '../../platform/invariants/index.js';
import { boxOfficeAsOf } from '../booking/index.js';

/** How long a sale may take from the time that it is booked with until others see it. */
const UNSEEN = `interval '5 minutes'`;

@StatesInvariants()
export class DistributionInvariants {
  readonly invariants: readonly Invariant[] = [
    {
      name: 'contracts of a film and the same scope do not overlap',
      sql: `SELECT k.id, o.id AS other, k.movie_id FROM rental_contracts k
            JOIN rental_contracts o ON o.movie_id = k.movie_id AND o.id > k.id AND o.deleted_at IS NULL
              AND (o.cinema_id, o.hall_type, o.format) IS NOT DISTINCT FROM (k.cinema_id, k.hall_type, k.format)
              AND o.starts_on <= k.ends_on AND o.ends_on >= k.starts_on
            WHERE k.deleted_at IS NULL`,
    },
    {
      name: 'a settlement is what its screenings add up to',
      sql: `SELECT t.id, t.tickets, t.gross, t.refunds, sum(x.tickets) AS of_screenings, sum(x.gross) AS gross_of_screenings,
              sum(x.refunds) AS refunds_of_screenings
            FROM settlements t LEFT JOIN settlement_screenings x ON x.settlement_id = t.id GROUP BY t.id
            HAVING t.tickets <> coalesce(sum(x.tickets), 0) OR t.gross <> coalesce(sum(x.gross), 0)
              OR t.refunds <> coalesce(sum(x.refunds), 0)`,
    },
    {
      name: 'a film week was closed with the box office of its screenings',
      sql: `SELECT w.contract_id, w.week, w.screening_id, w.at, w.tickets, w.gross, w.refunds, l.tickets AS tickets_then,
              l.gross AS gross_then, l.refunds AS refunds_then
            FROM (
              SELECT t.contract_id, t.week, x.screening_id, sum(x.tickets) AS tickets, sum(x.gross) AS gross,
                sum(x.refunds) AS refunds, (SELECT max(c.closed_at) FROM settlements c
                  WHERE c.contract_id = t.contract_id AND c.week = t.week) AS at
              FROM settlements t JOIN settlement_screenings x ON x.settlement_id = t.id
              GROUP BY t.contract_id, t.week, x.screening_id
            ) w
            CROSS JOIN ${boxOfficeAsOf('w.screening_id', `w.at - ${UNSEEN}`)} f
            CROSS JOIN ${boxOfficeAsOf('w.screening_id', 'w.at')} l
            WHERE w.gross NOT BETWEEN f.gross AND l.gross OR w.refunds NOT BETWEEN f.refunds AND l.refunds
              OR ((f.gross, f.refunds, f.tickets) = (l.gross, l.refunds, l.tickets) AND w.tickets <> l.tickets)`,
    },
    {
      name: 'a screening was settled with one contract',
      sql: `SELECT x.screening_id, count(DISTINCT t.contract_id) AS contracts
            FROM settlement_screenings x JOIN settlements t ON t.id = x.settlement_id
            GROUP BY x.screening_id HAVING count(DISTINCT t.contract_id) > 1`,
    },
    {
      name: 'the film hire of a closed week is its share of the base',
      sql: `SELECT contract_id, week, sum(base) AS base, max(share) AS share, sum(due - top_up) AS film_hire
            FROM settlements GROUP BY contract_id, week
            HAVING sum(due - top_up) <> round(sum(base) * max(share) / 100, 2)`,
    },
    {
      name: 'every settlement is due, with what it came to',
      sql: `SELECT t.id, t.contract_id, t.week, t.due, p.id AS entry, p.amount FROM settlements t
            LEFT JOIN payment_history p ON p.settlement_id = t.id
            WHERE p.id IS NULL OR p.amount <> t.due OR (p.contract_id, p.week, p.kind) <> (t.contract_id, t.week, 'due')`,
    },
    {
      name: 'what is due is due for a film week of its contract, and proposed only until that is closed',
      sql: `SELECT p.id, p.contract_id, p.week, p.settlement_id FROM payment_history p
            JOIN rental_contracts k ON k.id = p.contract_id
            WHERE p.kind = 'due' AND (k.deleted_at IS NOT NULL OR k.starts_on + 7 * (p.week - 1) > k.ends_on
              OR (p.settlement_id IS NULL AND EXISTS (
                SELECT FROM settlements t WHERE t.contract_id = p.contract_id AND t.week = p.week)))`,
    },
    {
      name: 'a payment to a distributor is taken back once, by its own amount',
      sql: `SELECT p.id, p.amount, o.id AS payment, o.amount AS paid FROM payment_history p
            JOIN payment_history o ON o.id = p.reverses_id
            WHERE o.kind <> 'payment' OR o.reverses_id IS NOT NULL OR p.contract_id <> o.contract_id OR p.amount <> -o.amount`,
    },
  ];
}
