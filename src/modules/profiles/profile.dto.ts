import { ApiProperty } from '@nestjs/swagger';

export const GENDERS = ['man', 'woman'] as const;
export type Gender = (typeof GENDERS)[number];

/** What somebody says of themselves. What was never filled in is null. */
export class ProfileResponse {
  /**
   * The account's number.
   * @example 17
   */
  id: number;
  /**
   * What others see: the first name and the initial of the last one, else "Viewer" and a number.
   * @example "Ada L."
   */
  display_name: string;
  /** @example "Ada" */
  first_name: string | null;
  /** @example "Lovelace" */
  last_name: string | null;
  @ApiProperty({ enum: GENDERS, nullable: true, example: 'woman' })
  gender: Gender | null;
  /** @example "1990-12-10" */
  date_of_birth: string | null;
  /**
   * ISO 3166, two letters.
   * @example "UA"
   */
  country: string | null;
  /** @example "Silent films, mostly." */
  info: string | null;
  /**
   * A square WebP image, at most 256 pixels wide.
   * @example "/media/avatars/3f/3fa85f6457174562b3fc2c963f66afa6-w256.webp"
   */
  avatar_url: string | null;
}
