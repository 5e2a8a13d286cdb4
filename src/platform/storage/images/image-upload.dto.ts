import { ApiProperty } from '@nestjs/swagger';

/** A form with one file. */
export class ImageUpload {
  /** JPEG, PNG, WebP or AVIF, at most 5 MB, 10,000 pixels a side and 40 million in all (AVIF and interlaced PNG 16 million). */
  @ApiProperty({ type: 'string', format: 'binary' })
  file: string;
}
