import { type Invariant, StatesInvariants } from '../../../platform/invariants/index.js';

@StatesInvariants()
export class ScreeningsInvariants {
  readonly invariants: readonly Invariant[] = [
    {
      name: 'screenings do not overlap in a hall, cleaning included',
      sql: `SELECT hall_id, id, starts_at, occupied_before FROM (
          SELECT hall_id, id, starts_at, max(occupied_until) OVER (PARTITION BY hall_id ORDER BY starts_at, id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS occupied_before
          FROM screenings WHERE status = 'scheduled') s WHERE starts_at < occupied_before`,
    },
    {
      name: 'taken seats are seats of the hall of their screening',
      sql: `SELECT a.screening_id, a.seat_id FROM seat_allocations a JOIN screenings s ON s.id = a.screening_id
          LEFT JOIN seats ON seats.id = a.seat_id AND seats.hall_id = s.hall_id
        WHERE seats.id IS NULL OR a.hall_id <> s.hall_id`,
    },
    {
      name: 'coming screenings are as long as their films, at least',
      sql: `SELECT s.id, s.starts_at, s.ends_at, m.time FROM screenings s JOIN movies m ON m.id = s.movie_id
        WHERE s.status = 'scheduled' AND s.starts_at > now() AND s.ends_at < s.starts_at + m.time * interval '1 minute'`,
    },
    {
      name: 'films of coming screenings are not deleted',
      sql: `SELECT s.id, s.movie_id FROM screenings s JOIN movies m ON m.id = s.movie_id
        WHERE s.status = 'scheduled' AND s.starts_at > now() AND m.deleted_at IS NOT NULL`,
    },
    {
      name: 'the date of a screening is that of its start, where its cinema is',
      sql: `SELECT s.id, s.local_date FROM screenings s JOIN cinemas c ON c.id = s.cinema_id
        WHERE s.status = 'scheduled' AND s.starts_at > now() AND s.local_date <> (s.starts_at AT TIME ZONE c.time_zone)::date`,
    },
    {
      name: 'nothing is held of canceled screenings',
      sql: `SELECT a.screening_id, a.seat_id FROM seat_allocations a JOIN screenings s ON s.id = a.screening_id
        WHERE s.status = 'canceled' AND a.status = 'held'`,
    },
  ];
}
