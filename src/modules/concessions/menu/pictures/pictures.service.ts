import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../../platform/audit/index.js';
import { Transaction } from '../../../../platform/database/index.js';
import { StoredImages } from '../../../../platform/storage/images/index.js';
import { ITEM_PICTURES } from '../item-pictures.js';
import { MenuEditingRepository } from '../menu-editing.repository.js';
import { MenuEditingService } from '../menu-editing.service.js';

/** Giving things on the menu their pictures and taking them away. */
@Injectable()
export class ItemPicturesService {
  constructor(
    private readonly transaction: Transaction,
    private readonly editing: MenuEditingService,
    private readonly items: MenuEditingRepository,
    private readonly images: StoredImages,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @param read hands over the image once it is known that it is wanted
   * @throws NotFoundError, StaleError, ImageNotUsableError, StorageUnavailableError, and what `read` throws
   */
  async replace(
    actorId: number,
    id: number,
    read: () => Promise<Buffer>,
    ifMatch: string | undefined,
  ): Promise<void> {
    await this.transaction.run(() => this.editing.lock(id, ifMatch));
    await this.images.keep(ITEM_PICTURES, await read(), (picture) =>
      this.show(actorId, id, picture, ifMatch),
    );
  }

  /** @throws NotFoundError, StaleError */
  async show(
    actorId: number,
    id: number,
    picture: string | null,
    ifMatch: string | undefined,
  ): Promise<void> {
    await this.transaction.run(async () => {
      const { picture: former } = await this.editing.lock(id, ifMatch);
      if (former === picture) return;
      await this.items.setPicture(id, picture);
      if (former !== null) await this.images.forget(ITEM_PICTURES, former);
      await this.audit.record({
        actorId,
        action: picture === null ? 'concession.picture.remove' : 'concession.picture.replace',
        target: `concession:${id}`,
        before: { picture: former },
        after: { picture },
      });
    });
  }
}
