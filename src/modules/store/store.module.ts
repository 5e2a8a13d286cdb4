import { Module } from '@nestjs/common';
import { CartModule } from '../cart/index.js';
import { CatalogueModule } from '../catalogue/index.js';
import { MovieLineKind } from './lines/movie-line.kind.js';
import { MovieLinesRepository } from './lines/movie-lines.repository.js';
import { MovieOffersRepository } from './offers/movie-offers.repository.js';
import { MovieOffersService } from './offers/movie-offers.service.js';
import { PurchasesContributor } from './purchases/purchases.contributor.js';
import { PurchasesController } from './purchases/purchases.controller.js';
import { StoreInvariants } from './store.invariants.js';

@Module({
  imports: [CartModule, CatalogueModule],
  controllers: [PurchasesController],
  providers: [
    MovieLineKind,
    MovieLinesRepository,
    MovieOffersRepository,
    MovieOffersService,
    PurchasesContributor,
    StoreInvariants,
  ],
})
export class StoreModule {}
