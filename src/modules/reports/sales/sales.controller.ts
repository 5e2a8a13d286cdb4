import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../../../platform/auth/index.js';
import { validationFailed } from '../../../platform/errors/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { SalesQuery, SalesResponse } from './sales.dto.js';
import { SalesService } from './sales.service.js';

@ApiTags('Administration')
@Roles('moderator')
@Controller('admin/sales')
export class SalesController {
  constructor(private readonly sales: SalesService) {}

  @Get()
  @ApiOperation({
    summary: 'What was sold',
    description:
      'Sales count on the day on which they were paid, by the price that was paid. Refunds count on the day on which they were given ' +
      'back. These are the figures of the revenue report.',
  })
  @ApiAnswer(200, SalesResponse)
  @ApiProblems(validationFailed)
  totals(@Query() query: SalesQuery): Promise<SalesResponse> {
    return this.sales.totals(query);
  }
}
