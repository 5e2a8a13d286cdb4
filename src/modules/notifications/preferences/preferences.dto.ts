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
   * By Telegram. Kept for the time when messages are sent there; none are yet.
   * @example false
   */
  telegram: boolean;
}

/** What somebody wants to hear of. */
export class PreferencesResponse {
  @ApiProperty({ type: [PreferenceResponse] })
  items: PreferenceResponse[];
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
    description: 'By Telegram. Kept for the time when messages are sent there; none are yet.',
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
