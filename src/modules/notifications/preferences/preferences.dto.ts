import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsString, ValidateNested } from 'class-validator';

/** Whether somebody wants to hear of a kind of event. */
export class PreferenceResponse {
  /** @example "comment-like" */
  kind: string;
  /** @example "Likes of your comments" */
  label: string;
  /**
   * In the list of notifications.
   * @example true
   */
  in_app: boolean;
}

/** What somebody wants to hear of. */
export class PreferencesResponse {
  @ApiProperty({ type: [PreferenceResponse] })
  items: PreferenceResponse[];
}

/** A wish for one kind of event. */
export class PreferenceDto {
  /** @example "comment-like" */
  @IsString({ message: 'must be text' })
  kind: string;

  /** @example false */
  @IsBoolean({ message: 'must be true or false' })
  in_app: boolean;
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
