import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** A cinema, as far as reports need it. */
export interface ScopeCinema {
  readonly timeZone: string;
}

/** What reports can be narrowed to: also what was deleted since, for its past is still told of. */
@Injectable()
export class ReportScopesRepository {
  constructor(private readonly database: Database) {}

  async findCinema(id: number): Promise<ScopeCinema | undefined> {
    const [row] = await this.database.rows<{ timeZone: string }>(
      'SELECT time_zone AS "timeZone" FROM cinemas WHERE id = $1',
      [id],
    );
    return row;
  }

  async hasDistributor(id: number): Promise<boolean> {
    const rows = await this.database.rows('SELECT 1 FROM distributors WHERE id = $1', [id]);
    return rows.length > 0;
  }
}
