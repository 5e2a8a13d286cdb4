import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** A film that the demo shows. */
export interface ShownFilm {
  readonly id: number;
  readonly time: number;
}

/** Films that are neither too short nor too long for an evening. */
const MINUTES = [80, 200];
const FILMS = 18;
const DEMO = `pattern @> '{"demo": true}'`;

/** What the demo has put on the programme. */
@Injectable()
export class DemoProgrammeRepository {
  constructor(private readonly database: Database) {}

  async hasCinemas(): Promise<boolean> {
    return (await this.database.rows('SELECT FROM cinemas LIMIT 1')).length > 0;
  }

  /** The best known films, neither edited nor deleted until the transaction ends. */
  async lockFilms(): Promise<ShownFilm[]> {
    this.database.requireTransaction();
    return this.database.rows<ShownFilm & Record<string, unknown>>(
      `SELECT id, time FROM movies WHERE deleted_at IS NULL AND time BETWEEN $1 AND $2
       ORDER BY votes DESC, id LIMIT ${FILMS} FOR KEY SHARE`,
      MINUTES,
    );
  }

  async seriesId(): Promise<number | undefined> {
    const [row] = await this.database.rows<{ id: number }>(
      `SELECT id FROM screening_series WHERE ${DEMO} ORDER BY id LIMIT 1`,
    );
    return row?.id;
  }

  /** The halls that the demo has shown something in. */
  async hallIds(): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      `SELECT DISTINCT s.hall_id AS id FROM screenings s JOIN screening_series r ON r.id = s.series_id
       WHERE r.${DEMO} ORDER BY 1`,
    );
    return rows.map(({ id }) => id);
  }

  /** The days from one on that something was ever put on in a hall, by anybody. */
  async plannedDates(hallId: number, from: string): Promise<string[]> {
    const rows = await this.database.rows<{ date: string }>(
      `SELECT DISTINCT local_date::text AS date FROM screenings WHERE hall_id = $1 AND local_date >= $2`,
      [hallId, from],
    );
    return rows.map(({ date }) => date);
  }
}
