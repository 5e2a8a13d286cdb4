import { type Invariant, StatesInvariants } from '../../../platform/invariants/index.js';

@StatesInvariants()
export class HallsInvariants {
  readonly invariants: readonly Invariant[] = [
    {
      name: 'seats that are held or sold for coming screenings are in the hall',
      sql: `SELECT a.screening_id, a.seat_id, a.status FROM seat_allocations a
          JOIN screenings s ON s.id = a.screening_id JOIN seats ON seats.id = a.seat_id
        WHERE seats.retired_at IS NOT NULL AND s.status = 'scheduled' AND s.ends_at > now()
          AND (a.status IN ('reserved', 'sold') OR (a.status = 'held' AND a.expires_at > now()))`,
    },
    {
      name: 'a hall has as many seats as it says',
      sql: `SELECT h.id, h.capacity, count(s.id) AS seats FROM halls h
          LEFT JOIN seats s ON s.hall_id = h.id AND s.retired_at IS NULL
        GROUP BY h.id HAVING h.capacity <> count(s.id)`,
    },
    {
      name: 'coming screenings are in halls and cinemas that there are',
      sql: `SELECT s.id, s.hall_id FROM screenings s JOIN halls h ON h.id = s.hall_id JOIN cinemas c ON c.id = s.cinema_id
        WHERE s.status = 'scheduled' AND s.ends_at > now() AND (h.deleted_at IS NOT NULL OR c.deleted_at IS NOT NULL)`,
    },
    {
      name: 'halls of deleted cinemas are deleted',
      sql: `SELECT h.id, h.cinema_id FROM halls h JOIN cinemas c ON c.id = h.cinema_id
        WHERE c.deleted_at IS NOT NULL AND h.deleted_at IS NULL`,
    },
  ];
}
