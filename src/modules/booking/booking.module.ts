import { Module } from '@nestjs/common';
import { TheatreModule } from '../theatre/index.js';

@Module({
  imports: [TheatreModule],
  controllers: [],
  providers: [],
})
export class BookingModule {}
