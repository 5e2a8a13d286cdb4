import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** `movie_count` of genres, stars, directors and certifications. */
@Injectable()
export class TermCountsRepository {
  constructor(private readonly database: Database) {}

  /** Lets the current transaction note what it changes instead of counting at once. */
  async countLater(): Promise<void> {
    this.database.requireTransaction();
    await this.database.execute(`SET LOCAL catalogue.count_terms = 'later'`);
  }

  /** Adds the notes up. @returns how many names they were about */
  async countNoted(): Promise<number> {
    const [row] = await this.database.rows<{ n: number }>('SELECT count_noted_terms()::int AS n');
    return row?.n ?? 0;
  }
}
