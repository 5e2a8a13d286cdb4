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
      'Counted when it was paid, by the price that was paid for it. What was given back is shown beside it.',
  })
  @ApiAnswer(200, SalesResponse)
  @ApiProblems(validationFailed)
  totals(@Query() query: SalesQuery): Promise<SalesResponse> {
    return this.sales.totals(query);
  }
}
