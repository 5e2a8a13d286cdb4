import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { CatalogueModule } from '../catalogue/index.js';
import { AdminCartsController } from './administration/admin-carts.controller.js';
import { AdminCartsRepository } from './administration/admin-carts.repository.js';
import { AdminCartsService } from './administration/admin-carts.service.js';
import { CartController } from './cart.controller.js';
import { CartInvariants } from './cart.invariants.js';
import { CartRepository } from './cart.repository.js';
import { CartService } from './cart.service.js';
import { MovieOffersGate } from './offers/movie-offers-gate.js';
import { OwnCartService } from './own-cart.service.js';
import { CartContributor } from './own-state/cart.contributor.js';
import { CartEraser } from './own-state/cart.eraser.js';

/** Needs somebody who offers films, see `OffersMovies`. */
@Module({
  imports: [CatalogueModule, DiscoveryModule],
  controllers: [CartController, AdminCartsController],
  providers: [
    AdminCartsRepository,
    AdminCartsService,
    CartContributor,
    CartEraser,
    CartInvariants,
    CartRepository,
    CartService,
    MovieOffersGate,
    OwnCartService,
  ],
  exports: [CartService],
})
export class CartModule {}
