import { Controller, Headers, HttpCode, Post, type RawBodyRequest, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public } from '../../../platform/auth/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { paymentsUnavailable } from '../../orders/index.js';
import { webhookSignature } from '../payments.errors.js';
import { ReceivedResponse } from './webhook.dto.js';
import { WebhookService } from './webhook.service.js';

@ApiTags('Payments')
@Public()
@Controller('payments/webhook')
export class WebhookController {
  constructor(private readonly webhooks: WebhookService) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Events of Stripe',
    description:
      'For Stripe alone, which signs the body. An event is noted and handled soon after; one that was told before, or that does not concern us, is answered alike.',
  })
  @ApiAnswer(200, ReceivedResponse)
  @ApiProblems(webhookSignature, paymentsUnavailable)
  receive(
    @Req() request: RawBodyRequest<FastifyRequest>,
    @Headers('stripe-signature') signature: string | undefined,
  ): Promise<ReceivedResponse> {
    return this.webhooks.receive(request.rawBody, signature);
  }
}
