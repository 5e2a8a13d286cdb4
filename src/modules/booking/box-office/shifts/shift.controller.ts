import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal, Roles } from '../../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../../platform/errors/index.js';
import { ApiAnswer, ApiProblems } from '../../../../platform/openapi/index.js';
import { CloseShiftDto, OpenShiftDto, ShiftResponse } from './shift.dto.js';
import { noShift, shiftOpen } from './shift.errors.js';
import { ShiftsService } from './shifts.service.js';

@ApiTags('Box office')
@Roles('cashier')
@Controller('box-office/shift')
export class ShiftController {
  constructor(private readonly shifts: ShiftsService) {}

  @Get()
  @ApiOperation({ summary: 'Your open shift, with what it has taken until now' })
  @ApiAnswer(200, ShiftResponse)
  @ApiProblems(notFound)
  current(@CurrentUser() cashier: Principal): Promise<ShiftResponse> {
    return this.shifts.current(cashier.userId);
  }

  @Post()
  @ApiOperation({
    summary: 'Open a shift',
    description:
      '`opening_float` is the cash in the till. A sale or refund without an open shift opens one with a float of 0.',
  })
  @ApiAnswer(201, ShiftResponse)
  @ApiProblems(validationFailed, shiftOpen)
  open(@Body() { opening_float }: OpenShiftDto, @CurrentUser() cashier: Principal): Promise<ShiftResponse> {
    return this.shifts.open(cashier.userId, opening_float);
  }

  @Post('close')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Close your shift',
    description:
      '`counted` is the cash in the till. It is compared with what should be there; sales that are being made are waited for.',
  })
  @ApiAnswer(200, ShiftResponse)
  @ApiProblems(validationFailed, noShift)
  close(@Body() { counted }: CloseShiftDto, @CurrentUser() cashier: Principal): Promise<ShiftResponse> {
    return this.shifts.close(cashier.userId, counted);
  }
}
