import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** What things are called that figures are narrowed to; also those that were deleted since. */
@Injectable()
export class ScopeNamesRepository {
  constructor(private readonly database: Database) {}

  async cinema(id: number): Promise<string | undefined> {
    const [row] = await this.database.rows<{ name: string }>('SELECT name FROM cinemas WHERE id = $1', [id]);
    return row?.name;
  }
}
