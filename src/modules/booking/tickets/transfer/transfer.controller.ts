import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal, Roles } from '../../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../../platform/errors/index.js';
import { ApiAnswer, ApiProblems } from '../../../../platform/openapi/index.js';
import { tooManyRequests } from '../../../../platform/rate-limits/index.js';
import { CodeParam } from '../code-parameter.js';
import { ticketRefunded, ticketTransferred } from '../ticket.errors.js';
import { toScreeningResponse } from '../ticket.mapper.js';
import { TransferDto, TransferResponse } from './transfer.dto.js';
import { ticketNotTransferable } from './transfer.errors.js';
import { TransferService } from './transfer.service.js';

@ApiTags('Tickets')
@Roles('user')
@Controller('tickets')
export class TransferController {
  constructor(private readonly transfers: TransferService) {}

  @RouteConfig({ hasSecretPath: true })
  @Post(':code/transfer')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Pass a ticket on',
    description:
      'To an address, whether it has an account or not, until the screening begins. The new holder is sent a new code; the old one is of no use from then on. The right to give the ticket back stays with whoever bought it.',
  })
  @ApiAnswer(200, TransferResponse)
  @ApiProblems(
    validationFailed,
    notFound,
    ticketRefunded,
    ticketTransferred,
    ticketNotTransferable,
    tooManyRequests,
  )
  async transfer(
    @CodeParam() code: string,
    @Body() { email }: TransferDto,
    @CurrentUser() user: Principal,
  ): Promise<TransferResponse> {
    const { ticket, at } = await this.transfers.transfer(code, email, user);
    return {
      email,
      transferred_at: at.toISOString(),
      screening: toScreeningResponse(ticket.screening),
      seat: { ...ticket.seat },
    };
  }
}
