import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Roles } from '../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../platform/errors/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { BookingListQuery, BookingPage } from './reading/ticket-list.dto.js';
import { TicketListService } from './reading/ticket-list.service.js';

@ApiTags('Tickets')
@Controller('screenings')
export class ScreeningTicketsController {
  constructor(private readonly lists: TicketListService) {}

  @Get(':id/tickets')
  @Roles('moderator')
  @ApiOperation({
    summary: 'The bookings of a screening',
    description:
      'Row by row, unless `sort` says otherwise (`row`, `number`, `created_at`, `price`); tickets that were given back are among them.',
  })
  @ApiAnswer(200, BookingPage)
  @ApiProblems(validationFailed, notFound)
  list(
    @IdParam() id: number,
    @Query() query: BookingListQuery,
    @Req() request: FastifyRequest,
  ): Promise<BookingPage> {
    return this.lists.ofScreening(id, query, request.url);
  }
}
