import { Module } from '@nestjs/common';
import { ScreeningFactsRepository } from './screenings/screening-facts.repository.js';

@Module({
  imports: [],
  controllers: [],
  providers: [ScreeningFactsRepository],
  exports: [ScreeningFactsRepository],
})
export class TheatreModule {}
