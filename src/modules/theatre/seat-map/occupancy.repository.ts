import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { Occupancy } from './seat-state.js';

/** What is taken of screenings. */
@Injectable()
export class OccupancyRepository {
  constructor(private readonly database: Database) {}

  /** In one statement: a hold that has run out counts for nothing, whether or not anybody has taken it away. */
  async of(screeningIds: readonly number[], now: Date): Promise<Occupancy[]> {
    return this.database.prepared<Occupancy & Record<string, unknown>>(
      'seat-occupancy',
      `SELECT s.id AS "screeningId", s.starts_at AS "startsAt", (s.base_price * 100)::integer AS "basePrice",
         json_build_object('id', h.id, 'type', h.type, 'layoutVersion', h.layout_version) AS hall,
         json_build_object('id', c.id, 'timeZone', c.time_zone) AS cinema, a.held, a.sold, a.blocked
       FROM screenings s JOIN halls h ON h.id = s.hall_id JOIN cinemas c ON c.id = s.cinema_id
       CROSS JOIN LATERAL (
         SELECT
           string_agg(seat_id::text, ',' ORDER BY seat_id)
             FILTER (WHERE status = 'reserved' OR (status = 'held' AND expires_at > $2)) AS held,
           string_agg(seat_id::text, ',' ORDER BY seat_id) FILTER (WHERE status = 'sold') AS sold,
           string_agg(seat_id::text, ',' ORDER BY seat_id) FILTER (WHERE status = 'blocked') AS blocked
         FROM seat_allocations WHERE screening_id = s.id) a
       WHERE s.id = ANY ($1::int[])`,
      [screeningIds, now],
    );
  }
}
