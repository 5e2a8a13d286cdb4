import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../platform/errors/index.js';
import { ApiAnswer, ApiBodies, ApiProblems } from '../../../platform/openapi/index.js';
import { ticketRefunded, ticketTransferred } from '../tickets/ticket.errors.js';
import { CheckInBatchService } from './check-in-batch.service.js';
import { CheckInBatchDto, CheckInBatchResponse, CheckInDto, CheckInResponse } from './check-in.dto.js';
import {
  checkInOver,
  checkInTooEarly,
  ticketForged,
  ticketNotInside,
  ticketUsed,
  wrongScreening,
} from './check-in.errors.js';
import { toScan } from './check-in.mapper.js';
import { CheckInService } from './check-in.service.js';
import { errorOf } from './scan.js';

@ApiTags('Check-in')
@Roles('cashier')
@Controller('tickets/check-in')
export class CheckInController {
  constructor(
    private readonly checkIns: CheckInService,
    private readonly batches: CheckInBatchService,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Let somebody in',
    description:
      'From 60 minutes before a screening begins until 30 after its end (settings). With `direction` `out` they leave, and can come in again. A ticket lets somebody in once: the second scan is 409 `ticket-used`, with when and by whom. The same device that repeats a `nonce` gets the same answer.',
  })
  @ApiBodies(CheckInDto, {
    'By the code on the ticket': { code: 'ABCD-EFGH-JKLM-NPQR', screening_id: 12 },
    'By what a scanner read': {
      qr: 'OC1.2026a.ABCDEFGHJKLMNPQR.12.17.1795290000.c2lnbmF0dXJl',
      device: 'door-2',
      nonce: '5f0c9a52-6d1e-4d0e-9f63-8a3f0a8e2a11',
    },
    'Somebody leaves': { code: 'ABCD-EFGH-JKLM-NPQR', direction: 'out' },
  })
  @ApiAnswer(200, CheckInResponse)
  @ApiProblems(
    validationFailed,
    notFound,
    ticketForged,
    ticketTransferred,
    ticketRefunded,
    wrongScreening,
    checkInTooEarly,
    checkInOver,
    ticketUsed,
    ticketNotInside,
  )
  async checkIn(@Body() dto: CheckInDto, @CurrentUser() cashier: Principal): Promise<CheckInResponse> {
    const outcome = await this.checkIns.scan(toScan(dto), cashier);
    if (!outcome.accepted) throw errorOf(outcome);
    return outcome.answer;
  }

  @Post('batch')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Upload scans that were made without a connection',
    description:
      'Each has a result of its own, in the order of the list. Of scans that contradict each other the one that was made first counts, whenever it is uploaded; the others are 409 `ticket-used` with when and by whom, or named in `supersedes` where they counted until then. Uploading scans again changes nothing.',
  })
  @ApiBodies(CheckInBatchDto, {
    'Two scans': {
      scans: [
        {
          code: 'ABCD-EFGH-JKLM-NPQR',
          scanned_at: '2026-11-21T17:12:40.000Z',
          nonce: '5f0c9a52-6d1e-4d0e-9f63-8a3f0a8e2a11',
          device: 'door-2',
        },
        {
          code: 'BCDE-FGHJ-KLMN-PQRS',
          scanned_at: '2026-11-21T17:12:55.000Z',
          nonce: 'c1d7b1b4-0f0e-4a57-9d5f-2f1c6b7e9a30',
          device: 'door-2',
        },
      ],
    },
  })
  @ApiAnswer(200, CheckInBatchResponse)
  @ApiProblems(validationFailed)
  upload(
    @Body() { scans }: CheckInBatchDto,
    @CurrentUser() cashier: Principal,
  ): Promise<CheckInBatchResponse> {
    return this.batches.record(scans, cashier);
  }
}
