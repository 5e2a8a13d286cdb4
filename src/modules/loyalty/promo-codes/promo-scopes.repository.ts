import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** What scopes name, as it is known inside. */
@Injectable()
export class PromoScopesRepository {
  constructor(private readonly database: Database) {}

  async moviesWith(uuids: readonly string[]): Promise<{ id: number; uuid: string }[]> {
    return this.database.rows(
      'SELECT id, uuid::text AS uuid FROM movies WHERE uuid = ANY ($1::uuid[]) AND deleted_at IS NULL',
      [uuids],
    );
  }

  /** By their names, whatever their case. */
  async genresNamed(names: readonly string[]): Promise<{ id: number; name: string }[]> {
    return this.database.rows(
      'SELECT id, name FROM genres WHERE lower(name) = ANY (SELECT lower(btrim(n)) FROM unnest($1::text[]) AS n)',
      [names],
    );
  }

  async cinemasAmong(ids: readonly number[]): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      'SELECT id FROM cinemas WHERE id = ANY ($1::int[]) AND deleted_at IS NULL',
      [ids],
    );
    return rows.map(({ id }) => id);
  }
}
