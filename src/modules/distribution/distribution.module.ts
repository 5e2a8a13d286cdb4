import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/index.js';
import { CatalogueModule } from '../catalogue/index.js';
import { TheatreModule } from '../theatre/index.js';

@Module({
  imports: [CatalogueModule, TheatreModule, BookingModule],
  controllers: [],
  providers: [],
  exports: [],
})
export class DistributionModule {}
