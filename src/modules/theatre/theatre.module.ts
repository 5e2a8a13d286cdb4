import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/index.js';
import { OrderedSeatsRepository } from './allocations/ordered-seats.repository.js';
import { SeatAllocationsRepository } from './allocations/seat-allocations.repository.js';
import { SeatChanges } from './allocations/seat-changes.js';
import { CinemasController } from './cinemas/cinemas.controller.js';
import { CinemasRepository } from './cinemas/cinemas.repository.js';
import { CinemasService } from './cinemas/cinemas.service.js';
import { DemoProgrammeRepository } from './demo/demo-programme.repository.js';
import { DemoProgrammeTask } from './demo/demo-programme.task.js';
import { DemoTheatreService } from './demo/demo-theatre.service.js';
import { HallsController } from './halls/halls.controller.js';
import { HallsInvariants } from './halls/halls.invariants.js';
import { HallsRepository } from './halls/halls.repository.js';
import { HallsService } from './halls/halls.service.js';
import { HallLayouts } from './halls/layout/hall-layouts.js';
import { LayoutsController } from './halls/layout/layouts.controller.js';
import { LayoutsService } from './halls/layout/layouts.service.js';
import { SeatsRepository } from './halls/layout/seats.repository.js';
import { PriceListsController } from './price-lists/price-lists.controller.js';
import { PriceListsRepository } from './price-lists/price-lists.repository.js';
import { PriceListsService } from './price-lists/price-lists.service.js';
import { SeatPrices } from './price-lists/seat-prices.js';
import { CancelScreeningService } from './screenings/cancel-screening.service.js';
import { FreeSlotsController } from './screenings/free-slots.controller.js';
import { FreeSlotsService } from './screenings/free-slots.service.js';
import { HallScheduleRepository } from './screenings/hall-schedule.repository.js';
import { HallScheduleService } from './screenings/hall-schedule.service.js';
import { ProgrammeContributor } from './screenings/programme.contributor.js';
import { ProgrammeRepository } from './screenings/programme.repository.js';
import { ProgrammeNews } from './screenings/programme-news.service.js';
import { ScreeningListService } from './screenings/screening-list.service.js';
import { ScreeningRowsRepository } from './screenings/screening-rows.repository.js';
import { ScreeningsController } from './screenings/screenings.controller.js';
import { ScreeningsInvariants } from './screenings/screenings.invariants.js';
import { ScreeningsRepository } from './screenings/screenings.repository.js';
import { ScreeningsService } from './screenings/screenings.service.js';
import { SeriesService } from './screenings/series.service.js';
import { ScreeningFactsRepository } from './screenings/screening-facts.repository.js';
import { BlocksController } from './seat-map/blocks/blocks.controller.js';
import { BlocksRepository } from './seat-map/blocks/blocks.repository.js';
import { BlocksService } from './seat-map/blocks/blocks.service.js';
import { OccupancyRepository } from './seat-map/occupancy.repository.js';
import { SeatMapController } from './seat-map/seat-map.controller.js';
import { SeatMapService } from './seat-map/seat-map.service.js';
import { SeatStreams } from './seat-map/stream/seat-streams.js';
import { SeatStreamController } from './seat-map/stream/stream.controller.js';

@Module({
  imports: [CatalogueModule],
  controllers: [
    FreeSlotsController,
    ScreeningsController,
    CinemasController,
    HallsController,
    LayoutsController,
    PriceListsController,
    BlocksController,
    SeatMapController,
    SeatStreamController,
  ],
  providers: [
    CancelScreeningService,
    FreeSlotsService,
    HallScheduleRepository,
    HallScheduleService,
    DemoProgrammeRepository,
    DemoProgrammeTask,
    DemoTheatreService,
    ProgrammeContributor,
    ProgrammeRepository,
    ProgrammeNews,
    ScreeningListService,
    ScreeningRowsRepository,
    ScreeningsInvariants,
    ScreeningsRepository,
    ScreeningsService,
    SeriesService,
    CinemasRepository,
    CinemasService,
    HallsInvariants,
    HallsRepository,
    HallsService,
    LayoutsService,
    PriceListsService,
    BlocksRepository,
    BlocksService,
    OccupancyRepository,
    SeatMapService,
    SeatStreams,
    OrderedSeatsRepository,
    SeatAllocationsRepository,
    SeatChanges,
    HallLayouts,
    SeatsRepository,
    PriceListsRepository,
    SeatPrices,
    ScreeningFactsRepository,
  ],
  exports: [
    OrderedSeatsRepository,
    SeatAllocationsRepository,
    SeatChanges,
    HallLayouts,
    SeatPrices,
    ScreeningFactsRepository,
  ],
})
export class TheatreModule {}
