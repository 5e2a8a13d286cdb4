import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { DistributionModule } from '../distribution/index.js';
import { ProfilesModule } from '../profiles/index.js';
import { SalesDaySumsTask } from './day-sums/sales-day-sums.task.js';
import { SalesDaysInvariants } from './day-sums/sales-days.invariants.js';
import { SalesDaysRepository } from './day-sums/sales-days.repository.js';
import { BonusFiguresRepository } from './figures/bonus-figures.repository.js';
import { ConcessionFiguresRepository } from './figures/concession-figures.repository.js';
import { FiguresSnapshot } from './figures/figures-snapshot.js';
import { PromoFiguresRepository } from './figures/promo-figures.repository.js';
import { RefundFiguresRepository } from './figures/refund-figures.repository.js';
import { SalesLedgerRepository } from './figures/sales-ledger.repository.js';
import { ScopeNamesRepository } from './figures/scope-names.repository.js';
import { ScreeningSeatsRepository } from './figures/screening-seats.repository.js';
import { ReportRenderer } from './formats/report-renderer.js';
import { ConcessionSalesReport } from './kinds/concession-sales.report.js';
import { OccupancyReport } from './kinds/occupancy.report.js';
import { PopularFilmsReport } from './kinds/popular-films.report.js';
import { PromoAndBonusReport } from './kinds/promo-and-bonus.report.js';
import { RefundsReport } from './kinds/refunds.report.js';
import { ReportReader } from './kinds/report-reader.js';
import { RevenueReport } from './kinds/revenue.report.js';
import { ReportAttachmentMaker } from './mails/report-attachment-maker.service.js';
import { ReportMails } from './mails/report-mails.service.js';
import { DistributorSettlementReport } from './kinds/distributor-settlement.report.js';
import { GenerateReportHandler } from './reports/generate-report.job.js';
import { ReportExpiry } from './reports/report-expiry.task.js';
import { ReportFileWriter } from './reports/report-file-writer.service.js';
import { ReportKinds } from './reports/report-kinds.js';
import { ReportQueue } from './reports/report-queue.service.js';
import { ReportRunsRepository } from './reports/report-runs.repository.js';
import { ReportScopesRepository } from './reports/report-scopes.repository.js';
import { ReportScopes } from './reports/report-scopes.service.js';
import { ReportsController } from './reports/reports.controller.js';
import { ReportsRepository } from './reports/reports.repository.js';
import { ReportsService } from './reports/reports.service.js';
import { SalesController } from './sales/sales.controller.js';
import { SalesRepository } from './sales/sales.repository.js';
import { SalesService } from './sales/sales.service.js';
import { ReportSchedulesController } from './schedules/report-schedules.controller.js';
import { ReportSchedulesRepository } from './schedules/report-schedules.repository.js';
import { ReportSchedulesService } from './schedules/report-schedules.service.js';
import { ReportSchedulesTask } from './schedules/report-schedules.task.js';

@Module({
  imports: [DiscoveryModule, ProfilesModule, DistributionModule],
  controllers: [ReportsController, ReportSchedulesController, SalesController],
  providers: [
    DistributorSettlementReport,
    BonusFiguresRepository,
    ConcessionFiguresRepository,
    FiguresSnapshot,
    PromoFiguresRepository,
    RefundFiguresRepository,
    SalesLedgerRepository,
    ScopeNamesRepository,
    ScreeningSeatsRepository,
    ConcessionSalesReport,
    OccupancyReport,
    PopularFilmsReport,
    PromoAndBonusReport,
    RefundsReport,
    ReportReader,
    RevenueReport,
    SalesRepository,
    SalesService,
    ReportRenderer,
    ReportKinds,
    ReportsRepository,
    ReportRunsRepository,
    ReportScopesRepository,
    ReportScopes,
    ReportQueue,
    ReportFileWriter,
    ReportsService,
    GenerateReportHandler,
    ReportExpiry,
    ReportMails,
    ReportAttachmentMaker,
    ReportSchedulesRepository,
    ReportSchedulesService,
    ReportSchedulesTask,
    SalesDaysRepository,
    SalesDaySumsTask,
    SalesDaysInvariants,
  ],
})
export class ReportsModule {}
