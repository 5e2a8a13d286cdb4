import { Body, Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../../platform/errors/index.js';
import { IdParam } from '../../../../platform/http/index.js';
import { ApiAnswer, ApiProblems } from '../../../../platform/openapi/index.js';
import { CloseShiftDto, ShiftListQuery, ShiftPage, ShiftResponse } from './shift.dto.js';
import { noShift } from './shift.errors.js';
import { ShiftsService } from './shifts.service.js';

@ApiTags('Box office')
@Roles('moderator')
@Controller('box-office/shifts')
export class ShiftsController {
  constructor(private readonly shifts: ShiftsService) {}

  @Get()
  @ApiOperation({
    summary: "Everybody's shifts, with what was taken, counted, and what differs",
    description: 'Filters combine. The latest first, unless `sort` says otherwise (`opened_at`).',
  })
  @ApiAnswer(200, ShiftPage)
  @ApiProblems(validationFailed)
  list(@Query() query: ShiftListQuery, @Req() request: FastifyRequest): Promise<ShiftPage> {
    return this.shifts.list(query, request.url);
  }

  @Post(':id/close')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Close the shift of somebody who cannot do it any more',
    description: 'As cashiers close their own; who did it is recorded in the audit log.',
  })
  @ApiAnswer(200, ShiftResponse)
  @ApiProblems(validationFailed, notFound, noShift)
  close(
    @IdParam() id: number,
    @Body() { counted }: CloseShiftDto,
    @CurrentUser() moderator: Principal,
  ): Promise<ShiftResponse> {
    return this.shifts.closeFor(id, counted, moderator.userId);
  }
}
