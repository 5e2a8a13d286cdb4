import { Module } from '@nestjs/common';
import { DistributionModule } from '../distribution/index.js';

@Module({
  imports: [DistributionModule],
  controllers: [],
  providers: [],
})
export class ReportsModule {}
