import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, ValidateIf, ValidateNested } from 'class-validator';
import { IsTimeZone, MAX_ID, TimeOfDay, WholeNumber } from '../../theatre/index.js';
import { type Language, LANGUAGES } from '../telegram/texts/texts.js';

/** When somebody is not to be disturbed. */
export class QuietHoursDto {
  /** @example "22:00" */
  @TimeOfDay()
  from: string;

  /**
   * Not the same as `from`; on the next day where it is earlier.
   * @example "08:00"
   */
  @TimeOfDay()
  until: string;

  /**
   * IANA, of where you live.
   * @example "Europe/Kyiv"
   */
  @IsTimeZone()
  time_zone: string;
}

/** How somebody wants to be told. */
export class NotificationSettingsResponse {
  @ApiProperty({
    enum: LANGUAGES,
    nullable: true,
    description: 'Of messages by Telegram; null for that of the Telegram app.',
    example: 'uk',
  })
  language: Language | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Your cinema: the bot tells of what is on there.',
    example: 1,
  })
  cinema_id: number | null;

  @ApiProperty({
    type: QuietHoursDto,
    nullable: true,
    description: 'Mails of news and Telegram messages wait until they end; what is urgent does not.',
  })
  quiet_hours: QuietHoursDto | null;
}

/** What is to change of it; what is left out stays, null takes it back. */
export class ChangeNotificationSettingsDto {
  @ApiPropertyOptional({ enum: LANGUAGES, nullable: true, example: 'uk' })
  @IsOptional()
  @IsIn(LANGUAGES, { message: `must be one of ${LANGUAGES.join(', ')}, or null` })
  language?: Language | null;

  @ApiPropertyOptional({ type: Number, nullable: true, example: 1 })
  @IsOptional()
  @WholeNumber(1, MAX_ID)
  cinema_id?: number | null;

  @ApiPropertyOptional({ type: QuietHoursDto, nullable: true })
  @ValidateIf((_, value) => value !== undefined && value !== null)
  @Type(() => QuietHoursDto)
  @ValidateNested({ message: 'must be from, until and time_zone, or null' })
  @IsObject({ message: 'must be from, until and time_zone, or null' })
  quiet_hours?: QuietHoursDto | null;
}
