import { Injectable } from '@nestjs/common';
import { Database, translateViolations } from '../../../platform/database/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import { requireMatch } from '../../../platform/http/index.js';
import { ScreeningFactsRepository } from './screening-facts.repository.js';
import type { Screening, ScreeningPlan } from './screening-plan.js';
import { ScreeningOverlapError, ScreeningTakenError } from './screening.errors.js';

const SCREENING = `
  SELECT s.id, s.status, s.version, s.cinema_id AS "cinemaId", s.hall_id AS "hallId", s.movie_id AS "movieId",
    m.uuid AS "movieUuid", s.series_id AS "seriesId", s.starts_at AS "startsAt", s.ends_at AS "endsAt",
    s.occupied_until AS "occupiedUntil", s.local_date::text AS "localDate", s.cleaning_minutes AS "cleaningMinutes",
    (s.base_price * 100)::integer AS "basePrice", s.language, s.subtitles, s.format, s.sales_start AS "salesStart",
    s.sales_end AS "salesEnd", s.canceled_at AS "canceledAt"
  FROM screenings s JOIN movies m ON m.id = s.movie_id WHERE s.id = $1`;

/** Another one came in between: whoever keeps to the lock of the hall has looked before, and does not meet it. */
const overlap = { ex_screenings_overlap: () => new ScreeningOverlapError([], null) };

/** Screenings for those who change them. */
@Injectable()
export class ScreeningsRepository {
  constructor(
    private readonly database: Database,
    private readonly facts: ScreeningFactsRepository,
  ) {}

  /** @throws NotFoundError */
  async get(id: number): Promise<Screening> {
    const [screening] = await this.database.rows<Screening & Record<string, unknown>>(SCREENING, [id]);
    if (!screening) throw new NotFoundError('screening', id);
    return screening;
  }

  /**
   * The screening, of which nobody takes seats until the transaction ends.
   * @param ifMatch the ETag that the editor saw, if they said so
   * @throws NotFoundError, StaleError
   */
  async lockForEdit(id: number, ifMatch: string | undefined): Promise<Screening> {
    await this.facts.lockAlone([id]);
    const screening = await this.get(id);
    requireMatch(ifMatch, String(screening.version), 'screening');
    return screening;
  }

  /**
   * Adds all of them, or none.
   * @returns their ids, in the order of the plans
   * @throws ScreeningOverlapError
   */
  async insert(plans: readonly ScreeningPlan[]): Promise<number[]> {
    const rows = await translateViolations(
      this.database.rows<{ id: number }>(
        `INSERT INTO screenings (cinema_id, hall_id, movie_id, series_id, starts_at, ends_at, occupied_until, local_date,
           cleaning_minutes, base_price, language, subtitles, format, sales_start, sales_end)
         SELECT p."cinemaId", p."hallId", p."movieId", p."seriesId", p."startsAt", p."endsAt", p."occupiedUntil",
           p."localDate", p."cleaningMinutes", p."basePrice" / 100.0, p.language, p.subtitles, p.format, p."salesStart",
           p."salesEnd"
         FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS ("cinemaId" int, "hallId" int, "movieId" int, "seriesId" int,
           "startsAt" timestamptz, "endsAt" timestamptz, "occupiedUntil" timestamptz, "localDate" date,
           "cleaningMinutes" int, "basePrice" int, language text, subtitles text, format text, "salesStart" timestamptz,
           "salesEnd" timestamptz)) WITH ORDINALITY p ORDER BY p.ordinality RETURNING id`,
        [JSON.stringify(plans)],
      ),
      overlap,
    );
    return rows.map(({ id }) => id);
  }

  async insertSeries(pattern: object, createdBy: number | null, at: Date): Promise<number> {
    const [row] = await this.database.rows<{ id: number }>(
      'INSERT INTO screening_series (pattern, created_by, created_at) VALUES ($1, $2, $3) RETURNING id',
      [pattern, createdBy, at],
    );
    if (!row) throw new Error('The series was not added.');
    return row.id;
  }

  /**
   * Writes a locked screening.
   * @throws ScreeningOverlapError; ScreeningTakenError where seats of the former hall are blocked, or were ordered once
   */
  async update(id: number, plan: ScreeningPlan): Promise<void> {
    const inFormerHall = (): Error => new ScreeningTakenError(['hall_id']);
    await translateViolations(
      this.database.execute(
        `UPDATE screenings SET cinema_id = $2, hall_id = $3, movie_id = $4, starts_at = $5, ends_at = $6, occupied_until = $7,
           local_date = $8, cleaning_minutes = $9, base_price = $10::integer / 100.0, language = $11, subtitles = $12,
           format = $13, sales_start = $14, sales_end = $15, version = version + 1
         WHERE id = $1`,
        [
          id,
          plan.cinemaId,
          plan.hallId,
          plan.movieId,
          plan.startsAt,
          plan.endsAt,
          plan.occupiedUntil,
          plan.localDate,
          plan.cleaningMinutes,
          plan.basePrice,
          plan.language,
          plan.subtitles,
          plan.format,
          plan.salesStart,
          plan.salesEnd,
        ],
      ),
      {
        ...overlap,
        fk_seat_allocations_screening: inFormerHall,
        fk_order_seats_screening: inFormerHall,
      },
    );
  }

  async cancel(id: number, reason: string | null, at: Date): Promise<void> {
    await this.database.execute(
      `UPDATE screenings SET status = 'canceled', canceled_at = $2, cancel_reason = $3, version = version + 1
       WHERE id = $1`,
      [id, at, reason],
    );
  }

  /** Whether seats of a locked screening are held, ordered or sold at a moment. */
  async isTaken(id: number, at: Date): Promise<boolean> {
    const rows = await this.database.rows(
      `SELECT FROM seat_allocations WHERE screening_id = $1
         AND (status IN ('reserved', 'sold') OR (status = 'held' AND expires_at > $2)) LIMIT 1`,
      [id, at],
    );
    return rows.length > 0;
  }

  /** Lets go of what is held of a locked screening. */
  async dropHeld(id: number): Promise<void> {
    await this.database.execute(`DELETE FROM seat_allocations WHERE screening_id = $1 AND status = 'held'`, [
      id,
    ]);
  }
}
