import { ApiProperty } from '@nestjs/swagger';
import { ListQuery, PageOf, QueryIntegers, QueryMoment, QueryNames } from '../../../platform/lists/index.js';

const MAX_ID = 2_147_483_647;

/** Who did something. */
export class AuditActor {
  /** @example 4 */
  id: number;
  /**
   * A placeholder ending in `@deleted.invalid` once the account was deleted.
   * @example "grace@mail.example"
   */
  email: string;
}

/** Something that was changed. */
export class AuditEntryResponse {
  /** @example 1204 */
  id: number;
  /**
   * What was done, as `thing.verb`.
   * @example "user.change-group"
   */
  action: string;
  @ApiProperty({
    type: AuditActor,
    nullable: true,
    description: 'Who did it; null for commands and tasks of the program itself.',
  })
  actor: AuditActor | null;
  /**
   * To what it was done, as `thing:id`.
   * @example "user:17"
   */
  target: string;
  @ApiProperty({
    type: 'object',
    nullable: true,
    additionalProperties: true,
    description: 'The changed members as they were; null for what was new.',
    example: { group: 'user' },
  })
  before: Record<string, unknown> | null;
  @ApiProperty({
    type: 'object',
    nullable: true,
    additionalProperties: true,
    description: 'The changed members as they became; null for what is gone.',
    example: { group: 'moderator' },
  })
  after: Record<string, unknown> | null;
  /**
   * Under this id the log knows the request; null for commands and tasks.
   * @example "9b2f3c1e-54d1-4a53-9e0f-0e2f6c1f7a11"
   */
  request_id: string | null;
  /** @example "2026-11-21T09:30:00.000Z" */
  created_at: string;
}

export class AuditEntryPage extends PageOf(AuditEntryResponse) {}

/** How to list what was changed. */
export class AuditLogQuery extends ListQuery {
  @QueryIntegers(1, MAX_ID, {
    description: 'Only what this account did; given several times, what any of them did.',
    example: 4,
  })
  actor_id?: number[];

  @QueryNames(60, {
    description: 'Only this action, as a whole; given several times, any of them.',
    example: 'user.change-group',
  })
  action?: string[];

  @QueryNames(100, {
    description: 'Only what was done to this, as a whole; given several times, to any of them.',
    example: 'user:17',
  })
  target?: string[];

  @QueryMoment('from', {
    description: 'Only what was done at this time or later. A date alone means its beginning, in UTC.',
    example: '2026-11-01',
  })
  from?: Date;

  @QueryMoment('to', {
    description: 'Only what was done at this time or earlier. A date alone means the whole day, in UTC.',
    example: '2026-11-30',
  })
  to?: Date;
}
