import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { ScreeningFacts } from './screening-facts.js';

type FactsRow = ScreeningFacts & Record<string, unknown>;

const FACTS = `
  SELECT s.id, s.status, s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.sales_start AS "salesStart",
    s.sales_end AS "salesEnd", (s.base_price * 100)::integer AS "basePrice", s.language, s.subtitles, s.format,
    json_build_object('id', h.id, 'name', h.name, 'type', h.type, 'capacity', h.capacity,
      'layoutVersion', h.layout_version) AS hall,
    json_build_object('id', c.id, 'name', c.name, 'address', c.address, 'timeZone', c.time_zone) AS cinema,
    json_build_object('id', m.id, 'uuid', m.uuid, 'name', m.name, 'year', m.year, 'minAge', m.min_age,
      'poster', m.poster) AS movie
  FROM screenings s JOIN halls h ON h.id = s.hall_id JOIN cinemas c ON c.id = s.cinema_id JOIN movies m ON m.id = s.movie_id`;

/** Cinema $4, and those that are not far from it, on a ball of 6,371 km. */
const NEAR = `
  SELECT $4::int UNION ALL SELECT other.id FROM cinemas home JOIN cinemas other ON other.id <> home.id
  WHERE home.id = $4 AND 6371 * acos(least(1,
    sin(radians(home.latitude)) * sin(radians(other.latitude)) +
    cos(radians(home.latitude)) * cos(radians(other.latitude)) * cos(radians(home.longitude - other.longitude)))) <= 30`;

/** Which coming screenings are meant. */
export interface ComingWish {
  readonly movieIds: readonly number[];
  readonly from: Date;
  readonly until: Date;
  /** Only in this cinema, and in those within 30 km of it; anywhere where it is null. */
  readonly near: number | null;
}

/** Screenings for those who sell seats, issue tickets and let people in. */
@Injectable()
export class ScreeningFactsRepository {
  constructor(private readonly database: Database) {}

  async find(id: number): Promise<ScreeningFacts | undefined> {
    const [row] = await this.database.prepared<FactsRow>('screening-facts', `${FACTS} WHERE s.id = $1`, [id]);
    return row;
  }

  async findAll(ids: readonly number[]): Promise<ScreeningFacts[]> {
    return this.database.prepared<FactsRow>('screenings-facts', `${FACTS} WHERE s.id = ANY ($1::int[])`, [
      ids,
    ]);
  }

  /** Screenings of films that begin between two moments, the next one first. */
  findComing({ movieIds, from, until, near }: ComingWish, limit: number): Promise<ScreeningFacts[]> {
    return this.database.rows<FactsRow>(
      `${FACTS} WHERE s.movie_id = ANY ($1::int[]) AND s.status = 'scheduled' AND s.starts_at > $2 AND s.starts_at < $3
         AND ($4::int IS NULL OR s.cinema_id IN (${NEAR}))
       ORDER BY s.starts_at, s.id LIMIT $5`,
      [movieIds, from, until, near, limit],
    );
  }

  /**
   * Screenings as they are at this moment; until the transaction ends nobody cancels them, moves them or changes the layout
   * of their halls, while seats of them go on being taken. Always before any allocation is locked.
   */
  async lockForSeats(ids: readonly number[]): Promise<ScreeningFacts[]> {
    this.database.requireTransaction();
    const locked: ScreeningFacts[] = [];
    // One by one: a list would be planned anew each time, which costs four times as much as the lock, and is of one nearly always.
    for (const id of ids.toSorted((one, other) => one - other)) {
      locked.push(
        ...(await this.database.prepared<FactsRow>(
          'lock-screening-for-seats',
          `${FACTS} WHERE s.id = $1 FOR KEY SHARE OF s`,
          [id],
        )),
      );
    }
    return locked;
  }

  /**
   * Keeps everybody from taking seats of screenings until the transaction ends: to cancel or move them, or to change what
   * can be sat on.
   * @returns those that there are
   */
  async lockAlone(ids: readonly number[]): Promise<number[]> {
    this.database.requireTransaction();
    const rows = await this.database.rows<{ id: number }>(
      'SELECT id FROM screenings WHERE id = ANY ($1::int[]) ORDER BY id FOR UPDATE',
      [ids],
    );
    return rows.map(({ id }) => id);
  }
}
