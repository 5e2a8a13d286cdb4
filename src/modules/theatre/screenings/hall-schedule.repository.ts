import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { ScreeningPlace, ShownMovie } from './screening-plan.js';
import type { Busy } from './timetable.policy.js';

/** Something that is on in a hall. */
export interface Show extends Busy {
  readonly id: number;
  readonly movie: string;
}

/** No screening keeps its hall for longer: so an index finds what is still on. */
const LONGEST = `interval '2 days'`;

const PLACES = `
  SELECT h.id AS "hallId", c.id AS "cinemaId", c.time_zone AS "timeZone", h.cleaning_minutes AS "cleaningMinutes"
  FROM halls h JOIN cinemas c ON c.id = h.cinema_id
  WHERE h.id = ANY ($1::int[]) AND h.deleted_at IS NULL AND c.deleted_at IS NULL ORDER BY h.id`;

const MOVIE = 'SELECT id, uuid, name, time FROM movies WHERE uuid = $1 AND deleted_at IS NULL';

/** What is on in halls, and the locks under which it changes: first the film, then the hall, then screenings. */
@Injectable()
export class HallScheduleRepository {
  constructor(private readonly database: Database) {}

  async findMovie(uuid: string): Promise<ShownMovie | undefined> {
    const [movie] = await this.database.rows<ShownMovie & Record<string, unknown>>(MOVIE, [uuid]);
    return movie;
  }

  /** The film, neither edited nor deleted until the transaction ends: its length decides when screenings end. */
  async lockMovie(uuid: string): Promise<ShownMovie | undefined> {
    this.database.requireTransaction();
    const [movie] = await this.database.rows<ShownMovie & Record<string, unknown>>(`${MOVIE} FOR KEY SHARE`, [
      uuid,
    ]);
    return movie;
  }

  async findPlace(hallId: number): Promise<ScreeningPlace | undefined> {
    const [place] = await this.database.rows<ScreeningPlace & Record<string, unknown>>(PLACES, [[hallId]]);
    return place;
  }

  /** Halls whose programme nobody else changes until the transaction ends. */
  async lockPlaces(hallIds: readonly number[]): Promise<ScreeningPlace[]> {
    this.database.requireTransaction();
    return this.database.rows<ScreeningPlace & Record<string, unknown>>(
      `${PLACES} FOR KEY SHARE OF c FOR NO KEY UPDATE OF h`,
      [hallIds],
    );
  }

  /**
   * What is on in a hall between two moments, in the order of its starts.
   * @param except a screening that does not count
   */
  async showsBetween(hallId: number, from: Date, until: Date, except: number | null = null): Promise<Show[]> {
    return this.database.rows<Show & Record<string, unknown>>(
      `SELECT s.id, m.name AS movie, s.starts_at AS "startsAt", s.occupied_until AS "occupiedUntil"
       FROM screenings s JOIN movies m ON m.id = s.movie_id
       WHERE s.hall_id = $1 AND s.status = 'scheduled' AND s.id IS DISTINCT FROM $4
         AND s.starts_at > $2::timestamptz - ${LONGEST} AND s.starts_at < $3 AND s.occupied_until > $2
       ORDER BY s.starts_at`,
      [hallId, from, until, except],
    );
  }
}
