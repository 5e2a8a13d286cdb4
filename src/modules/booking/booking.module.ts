import { Module } from '@nestjs/common';
import { ProfilesModule } from '../profiles/index.js';
import { OrdersModule } from '../orders/index.js';
import { TheatreModule } from '../theatre/index.js';
import { BoxOfficeFiguresRepository } from './box-office-figures/box-office-figures.repository.js';
import { SoldTicketsRepository } from './box-office-figures/sold-tickets.repository.js';
import { BoxOfficeInvariants } from './box-office/box-office.invariants.js';
import { CounterDesk } from './box-office/sales/counter-desk.service.js';
import { SalePresenter } from './box-office/sales/sale-presenter.service.js';
import { BoxOfficeSalesController } from './box-office/sales/sales.controller.js';
import { TillEntriesRepository } from './box-office/sales/till-entries.repository.js';
import { TillEntriesService } from './box-office/sales/till-entries.service.js';
import { ShiftController } from './box-office/shifts/shift.controller.js';
import { ShiftsController } from './box-office/shifts/shifts.controller.js';
import { ShiftsRepository } from './box-office/shifts/shifts.repository.js';
import { ShiftsService } from './box-office/shifts/shifts.service.js';
import { CancellationNews } from './cancellation/cancellation-news.service.js';
import { CancellationRepository } from './cancellation/cancellation.repository.js';
import { ScreeningCanceledHandler } from './cancellation/screening-canceled.job.js';
import { TakeBackSeatsHandler } from './cancellation/take-back-seats.job.js';
import { ScreeningChangedHandler } from './changes/screening-changed.job.js';
import { ScreeningHoldersRepository } from './changes/screening-holders.repository.js';
import { AdmissionsController } from './check-in/admissions.controller.js';
import { AdmissionsService } from './check-in/admissions.service.js';
import { CheckInBatchService } from './check-in/check-in-batch.service.js';
import { CheckInController } from './check-in/check-in.controller.js';
import { CheckInService } from './check-in/check-in.service.js';
import { CheckInsRepository } from './check-in/check-ins.repository.js';
import { ScanAnswers } from './check-in/scan-answers.service.js';
import { ScannedTickets } from './check-in/scanned-tickets.js';
import { Admission } from './holds/admission.service.js';
import { HoldEraser } from './holds/hold-eraser.js';
import { HoldSweepTask } from './holds/hold-sweep.task.js';
import { HoldsController } from './holds/holds.controller.js';
import { HoldsRepository } from './holds/holds.repository.js';
import { HoldsService } from './holds/holds.service.js';
import { OwnHoldsService } from './holds/own-holds.service.js';
import { HeldLines } from './lines/held-lines.service.js';
import { SeatLineKind } from './lines/seat-line.kind.js';
import { SeatLinesRepository } from './lines/seat-lines.repository.js';
import { TicketRemindersRepository } from './reminders/ticket-reminders.repository.js';
import { TicketReminders } from './reminders/ticket-reminders.service.js';
import { TicketRemindersTask } from './reminders/ticket-reminders.task.js';
import { SeatsInvariants } from './seats.invariants.js';
import { TicketFilesController } from './tickets/files/ticket-files.controller.js';
import { TicketFiles } from './tickets/files/ticket-files.service.js';
import { TicketPosters } from './tickets/files/ticket-poster.js';
import { TicketMailService } from './tickets/mails/ticket-mail.service.js';
import { TicketAccess } from './tickets/reading/ticket-access.service.js';
import { TicketListRepository } from './tickets/reading/ticket-list.repository.js';
import { TicketListService } from './tickets/reading/ticket-list.service.js';
import { UpcomingTickets } from './tickets/reading/upcoming-tickets.service.js';
import { ScreeningTicketsController } from './tickets/screening-tickets.controller.js';
import { TicketEraser } from './tickets/ticket-eraser.js';
import { TicketHoldersRepository } from './tickets/ticket-holders.repository.js';
import { TicketIssuer } from './tickets/ticket-issuer.service.js';
import { TicketKeys } from './tickets/ticket-keys.js';
import { TicketPageController } from './tickets/ticket-page.controller.js';
import { TicketReader } from './tickets/ticket-reader.service.js';
import { TicketSigner } from './tickets/ticket-signer.js';
import { TicketsController } from './tickets/tickets.controller.js';
import { TicketsInvariants } from './tickets/tickets.invariants.js';
import { TicketsRepository } from './tickets/tickets.repository.js';
import { TransferController } from './tickets/transfer/transfer.controller.js';
import { TransferRepository } from './tickets/transfer/transfer.repository.js';
import { TransferService } from './tickets/transfer/transfer.service.js';

@Module({
  imports: [OrdersModule, ProfilesModule, TheatreModule],
  controllers: [
    BoxOfficeSalesController,
    ShiftController,
    ShiftsController,
    HoldsController,
    CheckInController,
    AdmissionsController,
    TicketsController,
    TicketFilesController,
    TicketPageController,
    ScreeningTicketsController,
    TransferController,
  ],
  providers: [
    BoxOfficeFiguresRepository,
    SoldTicketsRepository,
    BoxOfficeInvariants,
    CounterDesk,
    SalePresenter,
    ShiftsRepository,
    ShiftsService,
    TillEntriesRepository,
    TillEntriesService,
    CancellationNews,
    CancellationRepository,
    ScreeningCanceledHandler,
    TakeBackSeatsHandler,
    ScreeningChangedHandler,
    ScreeningHoldersRepository,
    TicketReminders,
    TicketRemindersRepository,
    TicketRemindersTask,
    Admission,
    HoldEraser,
    HoldSweepTask,
    HoldsRepository,
    HoldsService,
    OwnHoldsService,
    HeldLines,
    SeatLineKind,
    SeatLinesRepository,
    SeatsInvariants,
    TicketFiles,
    TicketHoldersRepository,
    TicketIssuer,
    TicketKeys,
    TicketMailService,
    TicketPosters,
    TicketReader,
    TicketSigner,
    TicketsRepository,
    AdmissionsService,
    CheckInBatchService,
    CheckInService,
    CheckInsRepository,
    ScanAnswers,
    ScannedTickets,
    TicketAccess,
    TicketEraser,
    TicketListRepository,
    TicketListService,
    TicketsInvariants,
    TransferRepository,
    TransferService,
    UpcomingTickets,
  ],
  exports: [BoxOfficeFiguresRepository, SoldTicketsRepository, UpcomingTickets],
})
export class BookingModule {}
