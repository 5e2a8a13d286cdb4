import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/index.js';
import { type Principal, reaches } from '../../platform/auth/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Transaction } from '../../platform/database/index.js';
import { InvalidFieldsError } from '../../platform/errors/index.js';
import { requireMatch } from '../../platform/http/index.js';
import { profileEtag } from './profile-etag.js';
import type { ProfileResponse } from './profile.dto.js';
import { OthersProfileError } from './profile.errors.js';
import { avatarUrl, toProfileResponse } from './profile.mapper.js';
import { birthDays, displayName } from './profile.policy.js';
import { type ProfileFields, ProfilesRepository } from './profiles.repository.js';

/** What others see of somebody. */
export interface ProfileDisplay {
  /** "Ada L.", or "Viewer 17". */
  readonly display_name: string;
  /** Relative; null without an avatar. */
  readonly avatar_url: string | null;
}

/** What a sale may depend on (rules 9 and 27); null where the buyer never said. */
export interface BuyerFacts {
  /** YYYY-MM-DD. */
  readonly dateOfBirth: string | null;
  /** ISO 3166, two capital letters. */
  readonly country: string | null;
}

const EMPTY: ProfileFields = {
  first_name: null,
  last_name: null,
  gender: null,
  date_of_birth: null,
  country: null,
  info: null,
};
const FIELDS = Object.keys(EMPTY) as (keyof ProfileFields)[];

/** What people say of themselves. Somebody's own profile is theirs; all others are for administrators. */
@Injectable()
export class ProfilesService {
  constructor(
    private readonly transaction: Transaction,
    private readonly profiles: ProfilesRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws OthersProfileError, NotFoundError */
  async get(reader: Principal, userId: number): Promise<ProfileResponse> {
    requireRight(reader, userId);
    return toProfileResponse(await this.profiles.get(userId));
  }

  /**
   * Writes the editor's own profile anew: what is left out is taken away. The avatar stays.
   * @param ifMatch the ETag that the editor saw, if they said so
   * @throws InvalidFieldsError, StaleError
   */
  async replace(
    editor: Principal,
    fields: Partial<ProfileFields>,
    ifMatch: string | undefined,
  ): Promise<ProfileResponse> {
    return this.change(editor, editor.userId, { ...EMPTY, ...namedIn(fields) }, ifMatch);
  }

  /**
   * Changes what is named. An administrator's change of another's profile goes to the audit log.
   * @param ifMatch the ETag that the editor saw, if they said so
   * @throws OthersProfileError, NotFoundError, InvalidFieldsError, StaleError
   */
  async update(
    editor: Principal,
    userId: number,
    fields: Partial<ProfileFields>,
    ifMatch: string | undefined,
  ): Promise<ProfileResponse> {
    return this.change(editor, userId, namedIn(fields), ifMatch);
  }

  /**
   * What others see of people, in one statement.
   * @returns an entry for every id, for those of deleted or unknown accounts, too
   */
  async displayOf(userIds: readonly number[]): Promise<Map<number, ProfileDisplay>> {
    const rows = userIds.length > 0 ? await this.profiles.displays([...new Set(userIds)]) : [];
    const profiles = new Map(rows.map((row) => [row.id, row]));
    return new Map(
      userIds.map((id) => {
        const profile = profiles.get(id);
        return [
          id,
          {
            display_name: displayName(id, profile ?? EMPTY),
            avatar_url: avatarUrl(profile?.avatar ?? null),
          },
        ];
      }),
    );
  }

  /** @throws NotFoundError when there is no such account */
  async buyerFacts(userId: number): Promise<BuyerFacts> {
    const { date_of_birth, country } = await this.profiles.get(userId);
    return { dateOfBirth: date_of_birth, country };
  }

  private async change(
    editor: Principal,
    userId: number,
    fields: Partial<ProfileFields>,
    ifMatch: string | undefined,
  ): Promise<ProfileResponse> {
    requireRight(editor, userId);
    requireBirthDay(fields.date_of_birth, this.clock.now());
    return this.transaction.run(async () => {
      const former = await this.profiles.lock(userId);
      requireMatch(ifMatch, profileEtag(toProfileResponse(former)).slice(1, -1), 'profile');
      const profile = { ...former, ...fields };
      const changed = FIELDS.filter((field) => profile[field] !== former[field]);
      if (changed.length === 0) return toProfileResponse(former);
      await this.profiles.save(profile);
      if (editor.userId !== userId) {
        await this.audit.record({
          actorId: editor.userId,
          action: 'profile.update',
          target: `user:${userId}`,
          before: membersOf(former, changed),
          after: membersOf(profile, changed),
        });
      }
      return toProfileResponse(profile);
    });
  }
}

function requireRight({ userId: ownId, group }: Principal, userId: number): void {
  if (ownId !== userId && !reaches(group, 'admin')) throw new OthersProfileError();
}

function requireBirthDay(day: string | null | undefined, now: Date): void {
  const { first, last } = birthDays(now);
  if (day && (day < first || day > last)) {
    throw new InvalidFieldsError([
      { field: 'date_of_birth', message: `must be a day from ${first} to today` },
    ]);
  }
}

function namedIn(fields: Partial<ProfileFields>): Partial<ProfileFields> {
  return Object.fromEntries(
    FIELDS.filter((field) => fields[field] !== undefined).map((field) => [field, fields[field]]),
  );
}

function membersOf(
  profile: ProfileFields,
  members: readonly (keyof ProfileFields)[],
): Record<string, unknown> {
  return Object.fromEntries(members.map((member) => [member, profile[member]]));
}
