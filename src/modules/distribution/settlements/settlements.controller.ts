import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../platform/errors/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { Idempotent } from '../../../platform/idempotency/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { SettledTicketPage, SettledTicketQuery } from './settled-ticket.dto.js';
import {
  CloseWeekDto,
  SettlementQuery,
  SettlementResponse,
  SettlementRowPage,
  SettlementRowQuery,
  SettlementRowResponse,
  SettlementWeekDetailResponse,
} from './settlement.dto.js';
import { nothingToCorrect, weekNotOver } from './settlement.errors.js';
import { toRowResponse } from './settlement.mapper.js';
import { WeekParam } from './week-parameter.js';
import { SettlementClosing } from './settlement-closing.service.js';
import { SettlementReading } from './settlement-reading.service.js';
import { WeekDetails } from './week-detail.service.js';

@ApiTags('Distribution')
@Roles('moderator')
@Controller('rental-contracts/:id')
export class SettlementsController {
  constructor(
    private readonly reading: SettlementReading,
    private readonly details: WeekDetails,
    private readonly closing: SettlementClosing,
  ) {}

  @Get('settlement')
  @ApiOperation({
    summary: 'What a contract comes to, film week by film week',
    description:
      'Closed weeks as they were closed, with their corrections; all others as they stand. `from` and `to` choose the weeks that touch these days, and `due_total` is of the chosen weeks; `paid_total` and `balance` are of the whole contract. `problems` tells of screenings of the film that no contract covers, of weeks without screenings between others, and of closed weeks whose box office has changed since.',
  })
  @ApiAnswer(200, SettlementResponse)
  @ApiProblems(validationFailed, notFound)
  settlement(@IdParam() id: number, @Query() query: SettlementQuery): Promise<SettlementResponse> {
    return this.reading.settlement(id, query);
  }

  @Get('settlement/weeks/:week')
  @ApiOperation({
    summary: 'What a film week is made of',
    description: 'Cinema by cinema, screening by screening; of a closed week as it was closed and corrected.',
  })
  @ApiAnswer(200, SettlementWeekDetailResponse)
  @ApiProblems(validationFailed, notFound)
  week(@IdParam() id: number, @WeekParam() week: number): Promise<SettlementWeekDetailResponse> {
    return this.details.week(id, week);
  }

  @Get('settlement/weeks/:week/tickets')
  @ApiOperation({
    summary: 'The tickets of a film week',
    description: 'As they are now, those that were given back among them; the earliest sale first.',
  })
  @ApiAnswer(200, SettledTicketPage)
  @ApiProblems(validationFailed, notFound)
  tickets(
    @IdParam() id: number,
    @WeekParam() week: number,
    @Query() query: SettledTicketQuery,
    @Req() { url }: FastifyRequest,
  ): Promise<SettledTicketPage> {
    return this.details.ticketsOf(id, week, query, url);
  }

  @Get('settlements')
  @ApiOperation({ summary: 'Film weeks that were closed, and their corrections' })
  @ApiAnswer(200, SettlementRowPage)
  @ApiProblems(validationFailed, notFound)
  rows(
    @IdParam() id: number,
    @Query() query: SettlementRowQuery,
    @Req() { url }: FastifyRequest,
  ): Promise<SettlementRowPage> {
    return this.reading.rows(id, query, url);
  }

  @Post('settlements')
  @Idempotent()
  @ApiOperation({
    summary: 'Close a film week, or correct one',
    description:
      'Freezes what the week came to, screening by screening; it never changes again. Closing it again writes a correction: a row that holds what differs. With the last week that is closed the minimum guarantee asks for what is missing.',
  })
  @ApiAnswer(201, SettlementRowResponse)
  @ApiProblems(validationFailed, notFound, weekNotOver, nothingToCorrect)
  async close(
    @IdParam() id: number,
    @Body() { week }: CloseWeekDto,
    @CurrentUser() { userId }: Principal,
  ): Promise<SettlementRowResponse> {
    return toRowResponse(await this.closing.close(userId, id, week));
  }
}
