import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** Somebody who is to be reminded, and of which seats. */
export interface Reminded {
  readonly screeningId: number;
  readonly userId: number;
  readonly seats: readonly { readonly row: string; readonly number: number }[];
}

/** Whose screening begins soon, and who was told so. */
@Injectable()
export class TicketRemindersRepository {
  constructor(private readonly database: Database) {}

  /**
   * Takes a batch of those whose screening begins soon and who were not reminded of it at this time; whoever is taken was
   * reminded. Tickets that were sent to an address belong to its account.
   */
  async take(now: Date, until: Date, limit: number): Promise<Reminded[]> {
    this.database.requireTransaction();
    return this.database.rows<Reminded & Record<string, unknown>>(
      `WITH due AS (
         SELECT s.id AS screening_id, s.starts_at, u.id AS user_id,
           json_agg(json_build_object('row', seat.row_label, 'number', seat.number)
             ORDER BY seat.row_position, seat.position) AS seats
         FROM screenings s
         JOIN tickets t ON t.screening_id = s.id AND t.status = 'valid'
         JOIN seats seat ON seat.id = t.seat_id
         CROSS JOIN LATERAL (
           SELECT id FROM users WHERE id = t.holder_id AND is_active AND deleted_at IS NULL
           UNION ALL
           SELECT id FROM users
           WHERE t.holder_id IS NULL AND lower(email) = lower(t.holder_email) AND is_active AND deleted_at IS NULL
         ) u
         WHERE s.status = 'scheduled' AND s.starts_at > $1 AND s.starts_at <= $2
           AND NOT EXISTS (SELECT FROM ticket_reminders r
             WHERE r.screening_id = s.id AND r.user_id = u.id AND r.starts_at = s.starts_at)
         GROUP BY s.id, s.starts_at, u.id ORDER BY s.starts_at, s.id, u.id LIMIT $3
       ), taken AS (
         INSERT INTO ticket_reminders (screening_id, user_id, starts_at, reminded_at)
         SELECT screening_id, user_id, starts_at, $1 FROM due ON CONFLICT DO NOTHING RETURNING screening_id, user_id
       )
       SELECT screening_id AS "screeningId", user_id AS "userId", seats FROM due JOIN taken USING (screening_id, user_id)`,
      [now, until, limit],
    );
  }

  /** Forgets who was reminded of what began before a moment. */
  async forgetBefore(before: Date): Promise<void> {
    await this.database.execute('DELETE FROM ticket_reminders WHERE starts_at < $1', [before]);
  }
}
