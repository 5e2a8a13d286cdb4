import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/index.js';
import { HealthResponse, LivenessResponse } from './health.dto.js';
import { Health } from './health.js';

@ApiTags('Platform')
@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  @Get('live')
  @ApiOperation({ summary: 'Does the process run?' })
  live(): LivenessResponse {
    return { status: 'alive' };
  }

  @Get('ready')
  @ApiOperation({
    summary: 'Can the process do its work?',
    description:
      'Tells of every part. Only a database that does not answer, or a process that is shutting down, makes it 503; the rest is `degraded`.',
  })
  @ApiOkResponse({ type: HealthResponse })
  @ApiServiceUnavailableResponse({ type: HealthResponse })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthResponse> {
    const report = await this.health.report();
    if (report.status === 'unavailable') reply.status(503);
    reply.header('cache-control', 'no-store');
    return report;
  }
}
