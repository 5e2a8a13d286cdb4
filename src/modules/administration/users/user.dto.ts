import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { type Group, GROUPS } from '../../../platform/auth/index.js';
import {
  ListQuery,
  PageOf,
  QueryAnyWord,
  QueryBoolean,
  QueryMoment,
  QueryText,
} from '../../../platform/lists/index.js';

export const USER_STATUSES = ['pending', 'active', 'deactivated'] as const;

export type UserStatus = (typeof USER_STATUSES)[number];

/** An account, as administrators see it. */
export class UserResponse {
  /** @example 17 */
  id: number;
  /** @example "ada@mail.example" */
  email: string;
  @ApiProperty({ enum: GROUPS, example: 'user' })
  group: Group;
  /** @example true */
  is_active: boolean;
  @ApiProperty({
    enum: USER_STATUSES,
    description:
      '`pending`: the link in the mail was not followed yet. `active`: can sign in. `deactivated`: closed by an administrator.',
    example: 'active',
  })
  status: UserStatus;
  /** @example "2026-03-02T09:00:00.000Z" */
  created_at: string;
  /**
   * When the e-mail was confirmed, or an administrator opened the account; null before.
   * @example "2026-03-02T09:04:30.000Z"
   */
  activated_at: string | null;
}

export class UserPage extends PageOf(UserResponse) {}

/** How to list accounts. */
export class UserListQuery extends ListQuery {
  @QueryText(254, {
    description:
      'Only accounts whose e-mail contains this, whatever its case; a number also finds the account with this id.',
    example: 'ada@',
  })
  q?: string;

  @QueryAnyWord(GROUPS, { description: 'Only accounts of this group; given several times, of any of them.' })
  group?: Group[];

  @QueryBoolean({ description: 'Only accounts that can sign in, or only those that cannot.', example: true })
  is_active?: boolean;

  @QueryMoment('from', {
    description: 'Only accounts made at this time or later. A date alone means its beginning, in UTC.',
    example: '2026-11-01',
  })
  created_from?: Date;

  @QueryMoment('to', {
    description: 'Only accounts made at this time or earlier. A date alone means the whole day, in UTC.',
    example: '2026-11-30',
  })
  created_to?: Date;
}

/** Puts an account into another group. */
export class ChangeGroupDto {
  @ApiProperty({ enum: GROUPS, example: 'moderator' })
  @IsIn(GROUPS, { message: `must be one of ${GROUPS.join(', ')}` })
  group: Group;
}
