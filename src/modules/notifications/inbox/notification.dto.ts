import { ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsOptional, Max, Min } from 'class-validator';
import { ListQuery, PageOf, QueryBoolean } from '../../../platform/lists/index.js';

const MAX_IDS = 1_000;
const MAX_ID = 2_147_483_647;

/** Something that somebody was told. */
export class NotificationResponse {
  /** @example 31 */
  id: number;
  /** @example "comment-like" */
  kind: string;
  /** @example "Ada L. and 4 others liked your comment" */
  title: string;
  /** @example "The lighting alone is worth the ticket." */
  body: string;
  /**
   * A path of this API.
   * @example "/comments/17/replies"
   */
  link: string;
  /**
   * Null while it is unread.
   * @example "2026-03-02T09:30:00.000Z"
   */
  read_at: string | null;
  /**
   * When it happened, for the last time where several are told together.
   * @example "2026-03-02T09:00:00.000Z"
   */
  created_at: string;
}

/** Notifications, the newest first. */
export class NotificationPage extends PageOf(NotificationResponse) {
  /**
   * How many are unread in all.
   * @example 3
   */
  unread_count: number;
}

/** Which notifications to list. */
export class NotificationListQuery extends ListQuery {
  @QueryBoolean({ description: 'Only those that are not read yet.', example: true })
  unread?: boolean;
}

/** Which notifications were read; all of them where none is named. */
export class ReadNotificationsDto {
  @ApiPropertyOptional({ type: [Number], example: [31, 32], maxItems: MAX_IDS })
  @IsOptional()
  @Max(MAX_ID, { each: true, message: `must be a list of whole numbers from 1 to ${MAX_ID}` })
  @Min(1, { each: true, message: `must be a list of whole numbers from 1 to ${MAX_ID}` })
  @IsInt({ each: true, message: `must be a list of whole numbers from 1 to ${MAX_ID}` })
  @ArrayMinSize(1, { message: 'must name at least one; leave it out for all' })
  @ArrayMaxSize(MAX_IDS, { message: `takes at most ${MAX_IDS} ids` })
  @IsArray({ message: `must be a list of whole numbers from 1 to ${MAX_ID}` })
  ids?: number[];
}

/** What is left to read. */
export class UnreadCountResponse {
  /** @example 0 */
  unread_count: number;
}
