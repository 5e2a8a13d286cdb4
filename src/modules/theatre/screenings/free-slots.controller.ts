import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../platform/errors/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { FreeSlotsService } from './free-slots.service.js';
import { FreeSlotsQuery, FreeSlotsResponse } from './screening-list.dto.js';

@ApiTags('Theatre')
@Controller('halls')
export class FreeSlotsController {
  constructor(private readonly slots: FreeSlotsService) {}

  @Get(':id/free-slots')
  @Roles('moderator')
  @ApiOperation({
    summary: 'When a film could begin in a hall',
    description:
      'Every span of starts on a day at which the hall is free for the film, its trailers and the cleaning after it.',
  })
  @ApiAnswer(200, FreeSlotsResponse)
  @ApiProblems(validationFailed, notFound)
  find(@IdParam() hallId: number, @Query() query: FreeSlotsQuery): Promise<FreeSlotsResponse> {
    return this.slots.find(hallId, query);
  }
}
