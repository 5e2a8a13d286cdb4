import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { ContractParties } from './contract.js';

type Distributor = ContractParties['distributor'];
type Movie = ContractParties['movie'];
type Cinema = NonNullable<ContractParties['cinema']>;

/** What contracts are about, kept from being deleted until the transaction ends; and what hangs on contracts. */
@Injectable()
export class ContractPartiesRepository {
  constructor(private readonly database: Database) {}

  async lockDistributor(id: number): Promise<Distributor | undefined> {
    this.database.requireTransaction();
    const [distributor] = await this.database.rows<Distributor & Record<string, unknown>>(
      `SELECT id, name, payment_days AS "paymentDays" FROM distributors
       WHERE id = $1 AND deleted_at IS NULL FOR KEY SHARE`,
      [id],
    );
    return distributor;
  }

  /** Also kept from getting other contracts, so that one that is in the way can be named. */
  async lockMovie(uuid: string): Promise<Movie | undefined> {
    this.database.requireTransaction();
    const [movie] = await this.database.rows<Movie & Record<string, unknown>>(
      'SELECT id, uuid, name, year FROM movies WHERE uuid = $1 AND deleted_at IS NULL FOR NO KEY UPDATE',
      [uuid],
    );
    return movie;
  }

  async lockCinema(id: number): Promise<Cinema | undefined> {
    this.database.requireTransaction();
    const [cinema] = await this.database.rows<Cinema & Record<string, unknown>>(
      `SELECT id, name, time_zone AS "timeZone" FROM cinemas WHERE id = $1 AND deleted_at IS NULL FOR KEY SHARE`,
      [id],
    );
    return cinema;
  }

  /** The last day of a contract that was settled, and whether anything was paid on it. */
  async settled(contractId: number): Promise<{ settledUntil: string | null; isPaid: boolean }> {
    const [row] = await this.database.rows<{ settledUntil: string | null; isPaid: boolean }>(
      `SELECT (SELECT max(ends_on)::text FROM settlements WHERE contract_id = $1) AS "settledUntil",
         EXISTS (SELECT FROM payment_history WHERE contract_id = $1 AND kind = 'payment') AS "isPaid"`,
      [contractId],
    );
    return row ?? { settledUntil: null, isPaid: false };
  }

  /** The last day of the contracts of a film that are not over on a day; null where there are none. */
  async contractedUntil(movieId: number, today: string): Promise<string | null> {
    const [row] = await this.database.rows<{ day: string | null }>(
      `SELECT max(ends_on)::text AS day FROM rental_contracts
       WHERE movie_id = $1 AND deleted_at IS NULL AND ends_on >= $2`,
      [movieId, today],
    );
    return row?.day ?? null;
  }
}
