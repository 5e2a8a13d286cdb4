import { Injectable } from '@nestjs/common';
import { Transaction } from '../../database/index.js';
import { DomainError, NotFoundError } from '../../errors/index.js';
import { coverImages } from '../../images/index.js';
import { Outbox } from '../../jobs/index.js';
import { ObjectStorage, type StoredObject } from '../object-storage.js';
import { type ImageKind, imageKey, imageKeys, isKeyOf, newImage } from './image-kind.js';

/**
 * Images that people upload and everybody may see. Every upload gets a name of its own that no other ever gets: an address
 * never changes its meaning, and files that nothing shows any more can be removed without asking what else shows them.
 */
@Injectable()
export class StoredImages {
  constructor(
    private readonly storage: ObjectStorage,
    private readonly transaction: Transaction,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Keeps an uploaded image in all widths of its kind and has it shown. The files are there before anything shows them, so
   * that whatever breaks in between leaves at worst files that nothing shows.
   * @param show writes the image's name where it is shown from
   * @throws ImageNotUsableError, StorageUnavailableError, and what `show` throws
   */
  async keep(kind: ImageKind, file: Buffer, show: (image: string) => Promise<void>): Promise<void> {
    const covers = await coverImages(file, kind);
    const image = newImage(kind);
    try {
      for (const { width, body } of covers) {
        await this.storage.put(imageKey(image, width), body, { contentType: 'image/webp' });
      }
      await show(image);
    } catch (error) {
      // After any other error the image may be shown all the same: the commit's answer may have been lost.
      if (error instanceof DomainError) await this.transaction.run(() => this.forget(kind, image));
      throw error;
    }
  }

  /**
   * Has the files of an image removed that is shown no more, once the transaction is committed.
   * @throws Error outside a transaction
   */
  async forget(kind: ImageKind, image: string): Promise<void> {
    await this.outbox.add('storage.remove-files', { keys: imageKeys(kind, image) });
  }

  /**
   * A file, as its address names it.
   * @throws NotFoundError, StorageUnavailableError
   */
  async open(kind: ImageKind, folder: string, file: string): Promise<StoredObject> {
    const key = `${kind.folder}/${folder}/${file}`;
    const found = isKeyOf(kind, key) ? await this.storage.get(key) : undefined;
    if (!found) throw new NotFoundError(kind.name, file.slice(0, 100));
    return found;
  }
}
