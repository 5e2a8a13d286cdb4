import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../platform/errors/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { AdmissionsService } from './admissions.service.js';
import { AdmissionsResponse } from './check-in.dto.js';

@ApiTags('Check-in')
@Controller('screenings')
export class AdmissionsController {
  constructor(private readonly admissions: AdmissionsService) {}

  @Get(':id/admissions')
  @Roles('cashier')
  @ApiOperation({ summary: 'How many people a screening has', description: 'At this moment.' })
  @ApiAnswer(200, AdmissionsResponse)
  @ApiProblems(validationFailed, notFound)
  get(@IdParam() id: number): Promise<AdmissionsResponse> {
    return this.admissions.get(id);
  }
}
