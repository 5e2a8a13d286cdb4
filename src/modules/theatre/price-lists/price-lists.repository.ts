import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { PriceRule } from './price-rule.js';

/** A cinema's price list. */
export interface PriceList {
  readonly rules: readonly PriceRule[];
  /** Rises with every change; 0 before the first. */
  readonly version: number;
}

const NONE: PriceList = { rules: [], version: 0 };

/** The price lists of cinemas. */
@Injectable()
export class PriceListsRepository {
  constructor(private readonly database: Database) {}

  /** A cinema's list; an empty one where it has none. */
  async find(cinemaId: number): Promise<PriceList> {
    const [list] = await this.database.prepared<PriceList & Record<string, unknown>>(
      'price-list',
      'SELECT rules, version FROM price_lists WHERE cinema_id = $1',
      [cinemaId],
    );
    return list ?? NONE;
  }

  /** Puts these in the place of the cinema's rules. */
  async save(cinemaId: number, rules: readonly PriceRule[], at: Date): Promise<PriceList> {
    const [list] = await this.database.rows<PriceList & Record<string, unknown>>(
      `INSERT INTO price_lists (cinema_id, rules, updated_at) VALUES ($1, $2, $3)
       ON CONFLICT (cinema_id) DO UPDATE
         SET rules = excluded.rules, updated_at = excluded.updated_at, version = price_lists.version + 1
       RETURNING rules, version`,
      [cinemaId, JSON.stringify(rules), at],
    );
    return list ?? NONE;
  }
}
