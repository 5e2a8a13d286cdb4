import { Body, Controller, Get, Headers, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../../platform/errors/index.js';
import { IdParam } from '../../../../platform/http/index.js';
import { Idempotent } from '../../../../platform/idempotency/index.js';
import { ApiAnswer, ApiBodies, ApiProblems } from '../../../../platform/openapi/index.js';
import {
  alreadyRefunded,
  nothingWaits,
  notAllForSale,
  notSoldAtCounter,
  orderNotPaid,
  paidOtherwise,
  promoCodeRefused,
  refundRefused,
} from '../../../orders/index.js';
import { seatsNotOnSale, seatTaken } from '../../holds/holds.errors.js';
import { CounterDesk } from './counter-desk.service.js';
import { TillEntryListQuery, TillEntryPage } from './entry.dto.js';
import { CounterRefundDto, HandedOutResponse, SaleResponse, SellDto } from './sale.dto.js';
import { SalePresenter } from './sale-presenter.service.js';
import { TillEntriesService } from './till-entries.service.js';

@ApiTags('Box office')
@Roles('cashier')
@Controller('box-office/sales')
export class BoxOfficeSalesController {
  constructor(
    private readonly desk: CounterDesk,
    private readonly presenter: SalePresenter,
    private readonly entries: TillEntriesService,
  ) {}

  @Post()
  @Idempotent()
  @ApiOperation({
    summary: 'Sell at the counter',
    description:
      'Seats, snacks, or both: all of it is sold and paid, or nothing. Snacks are handed over at once. Limits, the sales window and the rule about single seats bind nobody here, and the age is judged on sight. The answer has the tickets to print; where an e-mail is given they are mailed, too. Belongs to your open shift, and opens one with a float of 0 where there is none.',
  })
  @ApiBodies(SellDto, {
    'For cash': { screening_id: 8, seat_ids: [17, 18], method: 'cash' },
    'By card, tickets by mail, too': {
      screening_id: 8,
      seat_ids: [17],
      audience: 'student',
      method: 'card',
      customer_email: 'ada@mail.example',
    },
    'Snacks alone': { concessions: [{ cinema_id: 1, item_id: 1, quantity: 2 }], method: 'cash' },
  })
  @ApiAnswer(201, SaleResponse)
  @ApiProblems(validationFailed, notFound, seatTaken, seatsNotOnSale, notAllForSale, promoCodeRefused)
  sell(
    @Body() dto: SellDto,
    @CurrentUser() seller: Principal,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<SaleResponse> {
    return this.desk.sell(dto, seller, key);
  }

  @Get()
  @ApiOperation({
    summary: 'What your till did in this shift',
    description:
      'Sales and refunds, the latest first, unless `sort` says otherwise (`created_at`, `amount`). Filters combine.',
  })
  @ApiAnswer(200, TillEntryPage)
  @ApiProblems(validationFailed, notFound)
  list(
    @Query() query: TillEntryListQuery,
    @CurrentUser() viewer: Principal,
    @Req() request: FastifyRequest,
  ): Promise<TillEntryPage> {
    return this.entries.list(query, viewer, request.url);
  }

  @Get(':id')
  @ApiOperation({ summary: 'A sale of any cashier, to print its tickets again or to take something back' })
  @ApiAnswer(200, SaleResponse)
  @ApiProblems(validationFailed, notFound)
  get(@IdParam() orderId: number): Promise<SaleResponse> {
    return this.presenter.get(orderId);
  }

  @Post(':id/refund')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    summary: 'Take back what was sold at the counter',
    description:
      'Everything that is left, or the lines that are named: all of them or none. The money goes back the way it came; `handed_out` says how much to hand out, and how. The refund policy binds cashiers; a moderator may go beyond it.',
  })
  @ApiAnswer(200, HandedOutResponse)
  @ApiProblems(
    validationFailed,
    notFound,
    notSoldAtCounter,
    paidOtherwise,
    orderNotPaid,
    alreadyRefunded,
    refundRefused,
  )
  refund(
    @IdParam() orderId: number,
    @Body() dto: CounterRefundDto,
    @CurrentUser() cashier: Principal,
  ): Promise<HandedOutResponse> {
    return this.desk.refund(orderId, dto, cashier);
  }

  @Post(':id/payout')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    summary: 'Hand out money that waits at the box office',
    description:
      'What was paid at the counter and given back elsewhere – online, by a moderator, or because the screening was canceled – waits here until somebody comes for it.',
  })
  @ApiAnswer(200, HandedOutResponse)
  @ApiProblems(validationFailed, notFound, notSoldAtCounter, nothingWaits)
  payOut(@IdParam() orderId: number, @CurrentUser() cashier: Principal): Promise<HandedOutResponse> {
    return this.desk.payOut(orderId, cashier);
  }
}
