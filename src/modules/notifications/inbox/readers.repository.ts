import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** The accounts of those who are told, and of those who did what is told. */
@Injectable()
export class ReadersRepository {
  constructor(private readonly database: Database) {}

  /**
   * Keeps accounts from being deleted until the transaction ends. Everything that changes what somebody is told goes
   * through here: one after the other, so that what is committed later has the later event, and what is read or refused
   * meanwhile is not mailed.
   * @returns those that are not deleted
   */
  async lock(userIds: readonly number[]): Promise<Set<number>> {
    this.database.requireTransaction();
    const rows = await this.database.rows<{ id: number }>(
      'SELECT id FROM users WHERE id = ANY ($1::int[]) AND deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE',
      [userIds],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
