import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../platform/errors/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { SeatMapQuery, SeatMapResponse } from './seat-map.dto.js';
import { SeatMapService } from './seat-map.service.js';

@ApiTags('Theatre')
@Controller('screenings/:id/seats')
export class SeatMapController {
  constructor(private readonly maps: SeatMapService) {}

  @Get()
  @Public()
  @ApiOperation({
    summary: 'The seat map of a screening',
    description:
      'Every seat with its state and its price for an `audience`. `GET /screenings/{id}/stream` tells what changes.',
  })
  @ApiAnswer(200, SeatMapResponse)
  @ApiProblems(validationFailed, notFound)
  map(
    @IdParam() id: number,
    @Query() query: SeatMapQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    reply.type('application/json; charset=utf-8');
    return this.maps.map(id, query.audience);
  }
}
