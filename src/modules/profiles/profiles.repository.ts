import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { NotFoundError } from '../../platform/errors/index.js';
import type { Gender } from './profile.dto.js';
import type { Names } from './profile.policy.js';

/** What can be edited, as the table has it. */
export interface ProfileFields extends Names {
  readonly gender: Gender | null;
  /** YYYY-MM-DD. */
  readonly date_of_birth: string | null;
  readonly country: string | null;
  readonly info: string | null;
}

export interface Profile extends ProfileFields {
  /** The account's. */
  readonly id: number;
  /** The image's name without its width. */
  readonly avatar: string | null;
}

const COLUMNS = `u.id, p.first_name, p.last_name, p.gender, to_char(p.date_of_birth, 'YYYY-MM-DD') AS date_of_birth,
  p.country, p.info, p.avatar`;

/** Profiles. An account that never wrote one has an empty one; deleted accounts have none. */
@Injectable()
export class ProfilesRepository {
  constructor(private readonly database: Database) {}

  /** @throws NotFoundError when there is no such account */
  async get(userId: number): Promise<Profile> {
    const [profile] = await this.database.rows<Profile>(
      `SELECT ${COLUMNS} FROM users u LEFT JOIN user_profiles p ON p.user_id = u.id
       WHERE u.id = $1 AND u.deleted_at IS NULL`,
      [userId],
    );
    if (!profile) throw new NotFoundError('user', userId);
    return profile;
  }

  /**
   * The profile, kept from changing until the transaction ends, and its account from being deleted. It gets its row here,
   * safely when two write it for the first time at once.
   * @throws NotFoundError when there is no such account
   */
  async lock(userId: number): Promise<Profile> {
    this.database.requireTransaction();
    await this.database.execute(
      `INSERT INTO user_profiles (user_id)
       SELECT id FROM users WHERE id = $1 AND deleted_at IS NULL FOR SHARE
       ON CONFLICT (user_id) DO NOTHING`,
      [userId],
    );
    const [profile] = await this.database.rows<Profile>(
      `SELECT ${COLUMNS} FROM users u JOIN user_profiles p ON p.user_id = u.id
       WHERE u.id = $1 AND u.deleted_at IS NULL FOR UPDATE OF p`,
      [userId],
    );
    if (!profile) throw new NotFoundError('user', userId);
    return profile;
  }

  /** Writes a profile that is locked. */
  async save(profile: Profile): Promise<void> {
    await this.database.execute(
      `UPDATE user_profiles SET first_name = $2, last_name = $3, gender = $4, date_of_birth = $5, country = $6,
         info = $7, avatar = $8, updated_at = now() WHERE user_id = $1`,
      [
        profile.id,
        profile.first_name,
        profile.last_name,
        profile.gender,
        profile.date_of_birth,
        profile.country,
        profile.info,
        profile.avatar,
      ],
    );
  }

  /** @returns the avatar that the profile showed, if there was one */
  async delete(userId: number): Promise<string | null> {
    const [profile] = await this.database.rows<{ avatar: string | null }>(
      'DELETE FROM user_profiles WHERE user_id = $1 RETURNING avatar',
      [userId],
    );
    return profile?.avatar ?? null;
  }

  /** What others see of people; those who never wrote a profile are left out. */
  async displays(userIds: readonly number[]): Promise<(Names & Pick<Profile, 'id' | 'avatar'>)[]> {
    return this.database.rows(
      'SELECT user_id AS id, first_name, last_name, avatar FROM user_profiles WHERE user_id = ANY ($1::int[])',
      [userIds],
    );
  }
}
