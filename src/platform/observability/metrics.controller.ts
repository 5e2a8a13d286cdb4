import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public, sameText } from '../auth/index.js';
import { InjectSettings, type Settings } from '../config/index.js';
import { DomainError, NotFoundError } from '../errors/index.js';
import { unauthenticated } from '../http/http-problems.js';
import { Metrics } from './metrics.js';

class WrongMetricsTokenError extends DomainError {
  constructor() {
    super(unauthenticated, 'This address wants the metrics token: Authorization: Bearer <METRICS_TOKEN>.');
  }
}

@ApiTags('Platform')
@Public()
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Numbers for Prometheus',
    description:
      'Wants `METRICS_TOKEN` as bearer token. Where none is set it is open, except in production, where it is off.',
  })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' }, example: 'http_requests_in_flight 1' })
  async read(
    @Headers('authorization') authorization: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.check(authorization);
    const text = await this.metrics.registry.metrics();
    await reply.type(this.metrics.registry.contentType).send(text);
  }

  private check(authorization: string | undefined): void {
    const token = this.settings.metricsToken;
    if (token === undefined) {
      if (this.settings.production) throw new NotFoundError('page', 'metrics');
      return;
    }
    if (!sameText(authorization ?? '', `Bearer ${token}`)) throw new WrongMetricsTokenError();
  }
}
