import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../platform/errors/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { PaymentListQuery, PaymentPage, PaymentResponse } from './payment.dto.js';
import { PaymentListService } from './payment-list.service.js';

@ApiTags('Payments')
@Roles('user')
@Controller('payments')
export class PaymentsController {
  constructor(private readonly lists: PaymentListService) {}

  @Get()
  @ApiOperation({
    summary: 'Your payments',
    description:
      'Those that were declined among them. Filters combine. The newest first, unless `sort` says otherwise (`created_at`, `amount`).',
  })
  @ApiAnswer(200, PaymentPage)
  @ApiProblems(validationFailed)
  list(
    @Query() query: PaymentListQuery,
    @CurrentUser() user: Principal,
    @Req() request: FastifyRequest,
  ): Promise<PaymentPage> {
    return this.lists.own(user.userId, query, request.url);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One of your payments' })
  @ApiAnswer(200, PaymentResponse)
  @ApiProblems(validationFailed, notFound)
  get(@IdParam() id: number, @CurrentUser() user: Principal): Promise<PaymentResponse> {
    return this.lists.ownOne(user.userId, id);
  }
}
