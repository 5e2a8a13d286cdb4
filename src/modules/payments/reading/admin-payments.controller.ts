import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Roles } from '../../../platform/auth/index.js';
import { validationFailed } from '../../../platform/errors/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { AdminPaymentListQuery, AdminPaymentPage } from './payment.dto.js';
import { PaymentListService } from './payment-list.service.js';

@ApiTags('Administration')
@Roles('moderator')
@Controller('admin/payments')
export class AdminPaymentsController {
  constructor(private readonly lists: PaymentListService) {}

  @Get()
  @ApiOperation({
    summary: "Everybody's payments",
    description:
      'Those that were declined or could not be used among them. Filters combine. The newest first, unless `sort` says otherwise (`created_at`, `amount`).',
  })
  @ApiAnswer(200, AdminPaymentPage)
  @ApiProblems(validationFailed)
  list(@Query() query: AdminPaymentListQuery, @Req() request: FastifyRequest): Promise<AdminPaymentPage> {
    return this.lists.all(query, request.url);
  }
}
