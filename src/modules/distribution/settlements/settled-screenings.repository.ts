import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** Where and when a screening is. */
export interface ScreeningPlace {
  readonly id: number;
  readonly startsAt: Date;
  readonly localDate: string;
  readonly hall: string;
  readonly cinema: { readonly id: number; readonly name: string };
}

/** What people call screenings by. */
@Injectable()
export class SettledScreeningsRepository {
  constructor(private readonly database: Database) {}

  /** By cinema and start. */
  async places(ids: readonly number[]): Promise<ScreeningPlace[]> {
    return this.database.rows<ScreeningPlace & Record<string, unknown>>(
      `SELECT s.id, s.starts_at AS "startsAt", s.local_date::text AS "localDate", h.name AS hall,
         json_build_object('id', c.id, 'name', c.name) AS cinema
       FROM screenings s JOIN halls h ON h.id = s.hall_id JOIN cinemas c ON c.id = s.cinema_id
       WHERE s.id = ANY ($1::int[]) ORDER BY lower(c.name), c.id, s.starts_at, s.id`,
      [ids],
    );
  }
}
