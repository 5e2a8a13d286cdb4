import { Body, Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../platform/auth/index.js';
import { notFound, validationFailed } from '../../platform/errors/index.js';
import { IdParam } from '../../platform/http/index.js';
import { Idempotent } from '../../platform/idempotency/index.js';
import { ApiAnswer, ApiProblems } from '../../platform/openapi/index.js';
import { alreadyRefunded, orderNotPaid, refundRefused } from './orders.errors.js';
import { paymentDisputed, refundTooHigh } from './payment/payment-port.errors.js';
import {
  AdminOrderDetailResponse,
  AdminOrderListQuery,
  AdminOrderPage,
  OrderResponse,
} from './reading/order.dto.js';
import { OrderListService } from './reading/order-list.service.js';
import { OrderPresenter } from './reading/order-presenter.service.js';
import { ModeratorRefundDto } from './refunds/refund.dto.js';
import { RefundOrderService } from './refunds/refund-order.service.js';

@ApiTags('Administration')
@Roles('moderator')
@Controller('admin/orders')
export class AdminOrdersController {
  constructor(
    private readonly lists: OrderListService,
    private readonly refunds: RefundOrderService,
    private readonly presenter: OrderPresenter,
  ) {}

  @Get()
  @ApiOperation({
    summary: "Everybody's orders",
    description:
      'Filters combine. The newest first, unless `sort` says otherwise (`created_at`, `total_amount`).',
  })
  @ApiAnswer(200, AdminOrderPage)
  @ApiProblems(validationFailed)
  list(@Query() query: AdminOrderListQuery, @Req() request: FastifyRequest): Promise<AdminOrderPage> {
    return this.lists.all(query, request.url);
  }

  @Get(':id')
  @ApiOperation({ summary: 'An order, with everything that happened to it' })
  @ApiAnswer(200, AdminOrderDetailResponse)
  @ApiProblems(validationFailed, notFound)
  get(@IdParam() id: number): Promise<AdminOrderDetailResponse> {
    return this.lists.detail(id);
  }

  @Post(':id/refund')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    summary: 'Refund an order or lines of it, outside the policy',
    description:
      'The reason is recorded in the audit log. The customer gets a mail, and the money goes back the way it was paid.',
  })
  @ApiAnswer(200, OrderResponse)
  @ApiProblems(
    validationFailed,
    notFound,
    orderNotPaid,
    alreadyRefunded,
    refundRefused,
    paymentDisputed,
    refundTooHigh,
  )
  async refund(
    @IdParam() id: number,
    @Body() { lines, reason }: ModeratorRefundDto,
    @CurrentUser() actor: Principal,
  ): Promise<OrderResponse> {
    return this.presenter.present(await this.refunds.asModerator(id, { lines, reason, by: actor.userId }));
  }
}
