import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../../platform/auth/index.js';
import { validationFailed } from '../../../platform/errors/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { CancelQuery, LandingResponse, SuccessQuery } from './landing.dto.js';
import { LANDING_POLICY, landingPage } from './landing-page.js';
import { LandingService } from './landing.service.js';

@ApiTags('Payments')
@Public()
@Controller('payments')
export class LandingController {
  constructor(private readonly landing: LandingService) {}

  @Get('success')
  @ApiOperation({
    summary: 'Where people arrive who have paid',
    description:
      'Browsers are shown a page, programs get JSON. It proves nothing: what was paid, the order says.',
  })
  @ApiAnswer(200, LandingResponse)
  @ApiProblems(validationFailed)
  async success(
    @Query() { session_id }: SuccessQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LandingResponse | string> {
    return shown('Thank you', await this.landing.paid(session_id), accept, reply);
  }

  @Get('cancel')
  @ApiOperation({
    summary: 'Where people arrive who have walked away from paying',
    description: 'Browsers are shown a page, programs get JSON.',
  })
  @ApiAnswer(200, LandingResponse)
  @ApiProblems(validationFailed)
  cancel(
    @Query() { order_id }: CancelQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): LandingResponse | string {
    return shown('Not paid yet', this.landing.notPaid(order_id), accept, reply);
  }
}

function shown(
  title: string,
  answer: LandingResponse,
  accept: string | undefined,
  reply: FastifyReply,
): LandingResponse | string {
  reply.headers({ 'cache-control': 'no-store', vary: 'accept' });
  if (!accept?.includes('text/html')) return answer;
  reply.type('text/html; charset=utf-8').header('content-security-policy', LANDING_POLICY);
  return landingPage(title, answer.message);
}
