import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsString,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

import { type Way, WAYS } from './preferences.policy.js';

const isGiven = (_: unknown, value: unknown): boolean => value !== undefined;

/** How somebody wants to hear of a kind of event. */
export class PreferenceResponse {
  /** @example "comment-like" */
  kind: string;
  /** @example "Likes of your comments" */
  label: string;
  /**
   * In the list of notifications and on the stream.
   * @example true
   */
  in_app: boolean;
  /**
   * In the mail that collects what is unread, at most once an hour.
   * @example false
   */
  mail: boolean;
  /**
   * By Telegram, while your chat is linked.
   * @example false
   */
  telegram: boolean;
  @ApiProperty({ enum: WAYS, isArray: true, description: 'The ways that there are.', example: WAYS })
  channels: Way[];
  @ApiProperty({
    enum: WAYS,
    isArray: true,
    description: 'Those that cannot be turned off: what has to be said.',
    example: [],
  })
  locked: Way[];
}

/** What somebody wants to hear of. */
export class PreferencesResponse {
  @ApiProperty({ type: [PreferenceResponse] })
  items: PreferenceResponse[];
  /**
   * Whether a chat is linked; nothing is sent by Telegram otherwise.
   * @example true
   */
  telegram_linked: boolean;
}

/** A wish for one kind of event; ways that are not named stay as they are, one at least is. */
export class PreferenceDto {
  /** @example "comment-like" */
  @IsString({ message: 'must be text' })
  kind: string;

  @ApiPropertyOptional({ example: true, description: 'In the list of notifications and on the stream.' })
  @ValidateIf(isGiven)
  @IsBoolean({ message: 'must be true or false' })
  in_app?: boolean;

  @ApiPropertyOptional({
    example: false,
    description: 'In the mail that collects what is unread, at most once an hour.',
  })
  @ValidateIf(isGiven)
  @IsBoolean({ message: 'must be true or false' })
  mail?: boolean;

  @ApiPropertyOptional({
    example: false,
    description: 'By Telegram, while your chat is linked.',
  })
  @ValidateIf(isGiven)
  @IsBoolean({ message: 'must be true or false' })
  telegram?: boolean;
}

/** Wishes for some kinds; the others stay as they are. */
export class ChangePreferencesDto {
  @ApiProperty({ type: [PreferenceDto] })
  @Type(() => PreferenceDto)
  @ValidateNested({ each: true, message: 'must be a list of wishes' })
  @ArrayMinSize(1, { message: 'must name at least one kind' })
  @ArrayMaxSize(100, { message: 'takes at most 100 kinds' })
  @IsArray({ message: 'must be a list of wishes' })
  items: PreferenceDto[];
}
