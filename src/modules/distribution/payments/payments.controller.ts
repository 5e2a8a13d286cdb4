import { Body, Controller, Get, Headers, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../platform/errors/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { Idempotent } from '../../../platform/idempotency/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { paymentAboveBalance, paymentNotReversible } from './payment.errors.js';
import {
  CreatePaymentDto,
  DistributorPaymentPage,
  DistributorPaymentResponse,
  PaymentListQuery,
  ReversePaymentDto,
} from './payment.dto.js';
import { toPaymentResponse } from './payment.mapper.js';
import { PaymentListService } from './payment-list.service.js';
import { DistributorPayments } from './payments.service.js';

@ApiTags('Distribution')
@Roles('moderator')
@Controller()
export class DistributorPaymentsController {
  constructor(
    private readonly payments: DistributorPayments,
    private readonly lists: PaymentListService,
  ) {}

  @Post('rental-contracts/:id/payments')
  @Idempotent()
  @ApiOperation({
    summary: 'Enter what a distributor was paid',
    description:
      'It may be paid before it is due: up to what all film weeks of the contract come to as they stand, the minimum guarantee included. More is refused unless `force` says that it is meant so.',
  })
  @ApiAnswer(201, DistributorPaymentResponse)
  @ApiProblems(validationFailed, notFound, paymentAboveBalance)
  async pay(
    @IdParam() id: number,
    @Body() dto: CreatePaymentDto,
    @Headers('idempotency-key') key: string | undefined,
    @CurrentUser() { userId }: Principal,
  ): Promise<DistributorPaymentResponse> {
    return toPaymentResponse(await this.payments.pay(userId, id, dto, key ?? null));
  }

  @Get('distributor-payments')
  @ApiOperation({
    summary: 'What is due to distributors, and what was paid',
    description:
      'Film weeks that are over are due, proposed until they are closed. Filters combine, and `totals` is of everything that they find. The latest day first, unless `sort` says otherwise (`date`, `created_at`, `amount`).',
  })
  @ApiAnswer(200, DistributorPaymentPage)
  @ApiProblems(validationFailed)
  list(@Query() query: PaymentListQuery, @Req() { url }: FastifyRequest): Promise<DistributorPaymentPage> {
    return this.lists.list(query, url);
  }

  @Post('distributor-payments/:id/reverse')
  @Idempotent()
  @ApiOperation({
    summary: 'Take a payment back that was entered by mistake',
    description: 'The payment stays; a second one with the negative amount stands against it.',
  })
  @ApiAnswer(201, DistributorPaymentResponse)
  @ApiProblems(validationFailed, notFound, paymentNotReversible)
  async reverse(
    @IdParam() id: number,
    @Body() { reason }: ReversePaymentDto,
    @CurrentUser() { userId }: Principal,
  ): Promise<DistributorPaymentResponse> {
    return toPaymentResponse(await this.payments.reverse(userId, id, reason));
  }
}
