import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { Show } from './hall-schedule.repository.js';

/** A screening that would end too late, and what is on after it. */
export interface TooLong {
  readonly timeZone: string;
  readonly next: Show;
}

/** What the programme means for films. */
@Injectable()
export class ProgrammeRepository {
  constructor(private readonly database: Database) {}

  /** Why a film cannot go, in screenings: coming ones (or running), and ones that tickets were sold for. */
  async tied(movieId: number, now: Date): Promise<{ shown: boolean; sold: boolean }> {
    const [row] = await this.database.rows<{ shown: boolean; sold: boolean }>(
      `SELECT EXISTS (SELECT FROM screenings WHERE movie_id = $1 AND status = 'scheduled' AND ends_at > $2) AS shown,
         EXISTS (SELECT FROM screenings s JOIN seat_allocations a ON a.screening_id = s.id
           WHERE s.movie_id = $1 AND a.status = 'sold') AS sold`,
      [movieId, now],
    );
    return row ?? { shown: false, sold: false };
  }

  /** Whether a film was shown since a moment, or is going to be. @param except screenings that do not count */
  async isShownSince(movieId: number, since: Date, except: readonly number[]): Promise<boolean> {
    const rows = await this.database.rows(
      `SELECT FROM screenings WHERE movie_id = $1 AND status = 'scheduled' AND ends_at > $2
         AND id <> ALL ($3::int[]) LIMIT 1`,
      [movieId, since, except],
    );
    return rows.length > 0;
  }

  /** The screenings of a film that are not over, and their halls, whose programme nobody else changes from now on. */
  async lockComing(movieId: number, now: Date): Promise<number[]> {
    this.database.requireTransaction();
    const coming = `movie_id = $1 AND status = 'scheduled' AND ends_at > $2`;
    await this.database.execute(
      `SELECT FROM halls WHERE id IN (SELECT hall_id FROM screenings WHERE ${coming}) ORDER BY id FOR NO KEY UPDATE`,
      [movieId, now],
    );
    const rows = await this.database.rows<{ id: number }>(
      `SELECT id FROM screenings WHERE ${coming} ORDER BY id FOR NO KEY UPDATE`,
      [movieId, now],
    );
    return rows.map(({ id }) => id);
  }

  /** The first thing in each hall that locked screenings would run into if they were so many minutes long. */
  async runInto(ids: readonly number[], minutes: number): Promise<TooLong[]> {
    const rows = await this.database.rows<Show & { timeZone: string }>(
      `SELECT n.id, m.name AS movie, n.starts_at AS "startsAt", n.occupied_until AS "occupiedUntil", c.time_zone AS "timeZone"
       FROM screenings s JOIN halls h ON h.id = s.hall_id JOIN cinemas c ON c.id = h.cinema_id
       CROSS JOIN LATERAL (
         SELECT * FROM screenings n WHERE n.hall_id = s.hall_id AND n.status = 'scheduled' AND n.starts_at > s.starts_at
         ORDER BY n.starts_at LIMIT 1
       ) n JOIN movies m ON m.id = n.movie_id
       WHERE s.id = ANY ($1::int[])
         AND n.starts_at < s.starts_at + ($2 + coalesce(s.cleaning_minutes, h.cleaning_minutes)) * interval '1 minute'
       ORDER BY n.starts_at`,
      [ids, minutes],
    );
    return rows.map(({ timeZone, ...next }) => ({ timeZone, next }));
  }

  /** Makes locked screenings so many minutes long. */
  async setLength(ids: readonly number[], minutes: number): Promise<void> {
    await this.database.execute(
      `UPDATE screenings s SET ends_at = s.starts_at + $2 * interval '1 minute',
         occupied_until = s.starts_at + ($2 + coalesce(s.cleaning_minutes, h.cleaning_minutes)) * interval '1 minute',
         version = s.version + 1
       FROM halls h WHERE h.id = s.hall_id AND s.id = ANY ($1::int[])`,
      [ids, minutes],
    );
  }
}
