import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/index.js';
import { CatalogueModule } from '../catalogue/index.js';
import { TheatreModule } from '../theatre/index.js';
import { ContractedFilms } from './contracts/contracted-films.contributor.js';
import { ContractPartiesRepository } from './contracts/contract-parties.repository.js';
import { ContractPartiesService } from './contracts/contract-parties.service.js';
import { ContractScreeningsRepository } from './contracts/contract-screenings.repository.js';
import { ContractsController } from './contracts/contracts.controller.js';
import { ContractsRepository } from './contracts/contracts.repository.js';
import { ContractsService } from './contracts/contracts.service.js';
import { ContractProblemsController } from './contracts/problems/contract-problems.controller.js';
import { ContractProblemsRepository } from './contracts/problems/contract-problems.repository.js';
import { ContractProblemsService } from './contracts/problems/contract-problems.service.js';
import { DemoContractsRepository } from './demo/demo-contracts.repository.js';
import { DemoContractsService } from './demo/demo-contracts.service.js';
import { DistributorsController } from './distributors/distributors.controller.js';
import { DistributorsRepository } from './distributors/distributors.repository.js';
import { DistributorsService } from './distributors/distributors.service.js';
import { AccountsModule } from '../accounts/index.js';
import { DistributionInvariants } from './distribution.invariants.js';
import { DistributorDuesTask } from './dues/distributor-dues.task.js';
import { DueReviewRepository } from './dues/due-review.repository.js';
import { DistributorRemindersTask } from './dues/distributor-reminders.task.js';
import { DuesRepository } from './dues/dues.repository.js';
import { ContractAccountsRepository } from './payments/contract-accounts.repository.js';
import { PaymentHistoryRepository } from './payments/payment-history.repository.js';
import { PaymentListService } from './payments/payment-list.service.js';
import { DistributorPaymentsController } from './payments/payments.controller.js';
import { DistributorPayments } from './payments/payments.service.js';
import { ContractTermsRepository } from './settlements/contract-terms.repository.js';
import { SettledScreeningsRepository } from './settlements/settled-screenings.repository.js';
import { SettlementClosing } from './settlements/settlement-closing.service.js';
import { SettlementReading } from './settlements/settlement-reading.service.js';
import { SettlementsController } from './settlements/settlements.controller.js';
import { SettlementsRepository } from './settlements/settlements.repository.js';
import { Statements } from './settlements/statements.service.js';
import { WeekDetails } from './settlements/week-detail.service.js';
import { DistributorStatements } from './statements/distributor-statements.service.js';

@Module({
  imports: [AccountsModule, CatalogueModule, TheatreModule, BookingModule],
  controllers: [
    ContractProblemsController,
    ContractsController,
    DistributorPaymentsController,
    DistributorsController,
    SettlementsController,
  ],
  providers: [
    ContractedFilms,
    ContractPartiesRepository,
    ContractPartiesService,
    ContractProblemsRepository,
    ContractProblemsService,
    ContractScreeningsRepository,
    ContractsRepository,
    ContractsService,
    DemoContractsRepository,
    DemoContractsService,
    DistributorsRepository,
    DistributorsService,
    DistributionInvariants,
    DistributorDuesTask,
    DistributorRemindersTask,
    DueReviewRepository,
    DuesRepository,
    ContractAccountsRepository,
    PaymentHistoryRepository,
    PaymentListService,
    DistributorPayments,
    ContractTermsRepository,
    SettledScreeningsRepository,
    SettlementClosing,
    SettlementReading,
    SettlementsRepository,
    Statements,
    WeekDetails,
    DistributorStatements,
  ],
  exports: [DistributorStatements],
})
export class DistributionModule {}
