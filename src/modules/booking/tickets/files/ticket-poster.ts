import { Injectable, Logger } from '@nestjs/common';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { ObjectStorage } from '../../../../platform/storage/index.js';
import { imageKey } from '../../../../platform/storage/images/index.js';

/** The width in which it is printed, in pixels: one that posters are kept in. */
const WIDTH = 342;

/** Posters as PDF can hold them. */
@Injectable()
export class TicketPosters {
  private readonly logger = new Logger('Tickets');

  constructor(private readonly storage: ObjectStorage) {}

  /** The poster as JPEG; undefined where there is none, or it cannot be had: tickets do not wait for it. */
  async find(poster: string | null): Promise<Buffer | undefined> {
    if (poster === null) return undefined;
    try {
      const file = await this.storage.get(imageKey(poster, WIDTH));
      return (
        file &&
        (await sharp(await buffer(file.body))
          .jpeg({ quality: 85 })
          .toBuffer())
      );
    } catch (error) {
      this.logger.warn(`The poster ${poster} is missing on a ticket: ${String(error)}`);
      return undefined;
    }
  }
}
