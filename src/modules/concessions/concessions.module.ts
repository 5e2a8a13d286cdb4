import { Module } from '@nestjs/common';
import { imageFilesController, StoredImagesModule } from '../../platform/storage/images/index.js';
import { AccountsModule } from '../accounts/index.js';
import { ConcessionsInvariants } from './concessions.invariants.js';
import { DemoMenuService } from './demo/demo-menu.service.js';
import { ConcessionLineKind } from './lines/concession-line.kind.js';
import { LineReview } from './lines/line-review.service.js';
import { OrderConcessionsRepository } from './lines/order-concessions.repository.js';
import { WishedLines } from './lines/wished-lines.service.js';
import { ITEM_PICTURES } from './menu/item-pictures.js';
import { MenuEditingRepository } from './menu/menu-editing.repository.js';
import { MenuEditingService } from './menu/menu-editing.service.js';
import { MenuController } from './menu/menu.controller.js';
import { MenuRepository } from './menu/menu.repository.js';
import { MenuService } from './menu/menu.service.js';
import { ItemPicturesController } from './menu/pictures/pictures.controller.js';
import { ItemPicturesService } from './menu/pictures/pictures.service.js';
import { PreorderBooksRepository } from './preorders/preorder-books.repository.js';
import { PreorderDesk } from './preorders/preorder-desk.service.js';
import { PreorderEraser } from './preorders/preorder-eraser.js';
import { PreorderExpiryTask } from './preorders/preorder-expiry.task.js';
import { PreorderListRepository } from './preorders/preorder-list.repository.js';
import { PreorderNews } from './preorders/preorder-news.service.js';
import { PreordersController } from './preorders/preorders.controller.js';
import { PreordersRepository } from './preorders/preorders.repository.js';
import { PreordersService } from './preorders/preorders.service.js';
import { QueueChanges } from './preorders/queue/queue-changes.js';
import { QueueStreams } from './preorders/queue/queue-streams.js';
import { QueueController } from './preorders/queue/queue.controller.js';
import { StockRepository } from './stock/stock.repository.js';

@Module({
  imports: [AccountsModule, StoredImagesModule],
  controllers: [
    MenuController,
    ItemPicturesController,
    imageFilesController(ITEM_PICTURES, 'Concessions'),
    QueueController,
    PreordersController,
  ],
  providers: [
    ConcessionsInvariants,
    DemoMenuService,
    ConcessionLineKind,
    LineReview,
    OrderConcessionsRepository,
    WishedLines,
    MenuEditingRepository,
    MenuEditingService,
    MenuRepository,
    MenuService,
    ItemPicturesService,
    PreorderBooksRepository,
    PreorderDesk,
    PreorderEraser,
    PreorderExpiryTask,
    PreorderListRepository,
    PreorderNews,
    PreordersRepository,
    PreordersService,
    QueueChanges,
    QueueStreams,
    StockRepository,
  ],
})
export class ConcessionsModule {}
