import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { MAX_TG_ID } from '../../../../integrations/telegram/index.js';

/** Whether, and with whom on Telegram, your account is linked. */
export class TelegramLinkResponse {
  /** @example false */
  linked: boolean;
  @ApiPropertyOptional({ example: 700100200, description: 'While it is linked.' })
  tg_id?: number;
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: 'ada_lovelace',
    description: 'While it is linked; null for somebody who has none.',
  })
  username?: string | null;
  @ApiPropertyOptional({ example: '2026-11-21T09:30:00.000Z', description: 'While it is linked.' })
  linked_at?: string;
  @ApiPropertyOptional({
    example: 'https://t.me/online_cinema_bot?start=q9ZrX3lQ0mJk2fV7bT5sW8yN1uC4hE6pD_aGxLoR-cM',
    description: 'While it is not linked: open it on a device with Telegram, and press Start.',
  })
  deep_link?: string;
  @ApiPropertyOptional({
    example: '2026-11-21T09:40:00.000Z',
    description: 'Until when the deep link is good.',
  })
  expires_at?: string;
}

/** A link that opens the chat with the bot and says who you are. */
export class DeepLinkResponse {
  /** @example "https://t.me/online_cinema_bot?start=q9ZrX3lQ0mJk2fV7bT5sW8yN1uC4hE6pD_aGxLoR-cM" */
  deep_link: string;
  /** @example "2026-11-21T09:40:00.000Z" */
  expires_at: string;
}

/** Who opened a deep link. */
export class ConfirmLinkDto {
  /** @example "q9ZrX3lQ0mJk2fV7bT5sW8yN1uC4hE6pD_aGxLoR-cM" */
  @MaxLength(200, { message: 'must have at most 200 characters' })
  @IsString({ message: 'must be text' })
  code: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: MAX_TG_ID, example: 700100200 })
  @Max(MAX_TG_ID, { message: `must be a whole number from 1 to ${MAX_TG_ID}` })
  @Min(1, { message: `must be a whole number from 1 to ${MAX_TG_ID}` })
  @IsInt({ message: `must be a whole number from 1 to ${MAX_TG_ID}` })
  tg_id: number;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: 'ada_lovelace',
    description: 'Without the @.',
  })
  @IsOptional()
  @Matches(/^\w{1,64}$/, { message: 'must be 1 to 64 letters, digits and underscores' })
  username?: string | null;
}

/** Who is linked now. */
export class ConfirmedLinkResponse {
  @ApiProperty({ type: Boolean, example: true })
  linked: true;
  /** @example 700100200 */
  tg_id: number;
  @ApiProperty({ type: String, nullable: true, example: 'ada_lovelace' })
  username: string | null;
  /** @example "2026-11-21T09:30:00.000Z" */
  linked_at: string;
}
