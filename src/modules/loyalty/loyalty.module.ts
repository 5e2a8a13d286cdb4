import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/index.js';
import { AdminBonusController } from './bonus/admin-bonus.controller.js';
import { BonusAccountsRepository } from './bonus/bonus-accounts.repository.js';
import { BonusAdjustments } from './bonus/bonus-adjustments.service.js';
import { BonusController } from './bonus/bonus.controller.js';
import { BonusEraser } from './bonus/bonus-eraser.js';
import { BonusExpiryTask } from './bonus/bonus-expiry.task.js';
import { BonusInvariants } from './bonus/bonus.invariants.js';
import { BonusLedger } from './bonus/bonus-ledger.service.js';
import { BonusStatementRepository } from './bonus/bonus-statement.repository.js';
import { BonusStatementService } from './bonus/bonus-statement.service.js';
import { BonusTender } from './bonus/bonus-tender.js';
import { PromoBatchesController } from './promo-codes/batches/promo-batches.controller.js';
import { PromoBatches } from './promo-codes/batches/promo-batches.service.js';
import { PromoCodesController } from './promo-codes/promo-codes.controller.js';
import { PromoCodesRepository } from './promo-codes/promo-codes.repository.js';
import { PromoCodesService } from './promo-codes/promo-codes.service.js';
import { PromoDiscount } from './promo-codes/promo-discount.js';
import { PromoGuesses } from './promo-codes/promo-guesses.service.js';
import { PromoInvariants } from './promo-codes/promo.invariants.js';
import { PromoScopesRepository } from './promo-codes/promo-scopes.repository.js';
import { PromoScopes } from './promo-codes/promo-scopes.service.js';
import { PromoUsesRepository } from './promo-codes/promo-uses.repository.js';
import { PromoQuoteController } from './promo-codes/quote/promo-quote.controller.js';
import { PromoQuotes } from './promo-codes/quote/promo-quote.service.js';

@Module({
  imports: [OrdersModule],
  controllers: [
    PromoQuoteController,
    PromoBatchesController,
    PromoCodesController,
    BonusController,
    AdminBonusController,
  ],
  providers: [
    BonusAccountsRepository,
    BonusAdjustments,
    BonusEraser,
    BonusExpiryTask,
    BonusInvariants,
    BonusLedger,
    BonusStatementRepository,
    BonusStatementService,
    BonusTender,
    PromoBatches,
    PromoCodesRepository,
    PromoCodesService,
    PromoDiscount,
    PromoGuesses,
    PromoInvariants,
    PromoQuotes,
    PromoScopes,
    PromoScopesRepository,
    PromoUsesRepository,
  ],
})
export class LoyaltyModule {}
