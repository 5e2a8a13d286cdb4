import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { DEMO_HOUSES } from '../../theatre/index.js';
import type { ContractParties } from '../contracts/contract.js';

/** A film on the programme of a cinema of the demo. */
export interface ShownFilm {
  readonly movie: ContractParties['movie'];
  readonly cinema: NonNullable<ContractParties['cinema']>;
}

/** What the demo shows. */
@Injectable()
export class DemoContractsRepository {
  constructor(private readonly database: Database) {}

  /** Locked, so that two starts at once do not make the same contracts. */
  async lockCinemas(): Promise<void> {
    this.database.requireTransaction();
    await this.database.execute(
      'SELECT 1 FROM cinemas WHERE name = ANY ($1::text[]) AND deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE',
      [DEMO_HOUSES.map(({ cinema }) => cinema.name)],
    );
  }

  async hadDistributors(): Promise<boolean> {
    return (await this.database.rows('SELECT FROM distributors LIMIT 1')).length > 0;
  }

  /** The films on the programmes of the demo's cinemas, the best known first. */
  async shownFilms(): Promise<ShownFilm[]> {
    return this.database.rows<ShownFilm & Record<string, unknown>>(
      `SELECT json_build_object('id', m.id, 'uuid', m.uuid, 'name', m.name, 'year', m.year) AS movie,
         json_build_object('id', c.id, 'name', c.name, 'timeZone', c.time_zone) AS cinema
       FROM cinemas c JOIN movies m ON m.deleted_at IS NULL AND EXISTS (
         SELECT FROM screenings s WHERE s.movie_id = m.id AND s.cinema_id = c.id AND s.status = 'scheduled')
       WHERE c.name = ANY ($1::text[]) AND c.deleted_at IS NULL ORDER BY m.votes DESC, m.id, c.id`,
      [DEMO_HOUSES.map(({ cinema }) => cinema.name)],
    );
  }
}
