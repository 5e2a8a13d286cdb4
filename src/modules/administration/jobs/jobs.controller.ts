import { Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../platform/errors/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { jobExpired, jobNotFailed } from '../../../platform/jobs/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { JobsQuery, JobsResponse, RetriedJobResponse } from './job.dto.js';
import { JobsService } from './jobs.service.js';

@ApiTags('Administration')
@Roles('admin')
@Controller('admin/jobs')
export class JobsController {
  constructor(private readonly jobs: JobsService) {}

  @Get()
  @ApiOperation({
    summary: 'How the jobs are',
    description:
      'How many wait and how long, what the regular tasks did last, and a page of the jobs that were given up after eight attempts, the last ones first. What a job is about is not shown: it may be confidential.',
  })
  @ApiAnswer(200, JobsResponse)
  @ApiProblems(validationFailed)
  overview(@Query() query: JobsQuery, @Req() request: FastifyRequest): Promise<JobsResponse> {
    return this.jobs.overview(query, request.url);
  }

  @Post(':id/retry')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Try a failed job again',
    description:
      'It gets eight new attempts, the first one at once. Mails can be tried again for seven days after they failed.',
  })
  @ApiAnswer(202, RetriedJobResponse)
  @ApiProblems(validationFailed, notFound, jobNotFailed, jobExpired)
  retry(@IdParam() id: number, @CurrentUser() actor: Principal): Promise<RetriedJobResponse> {
    return this.jobs.retry(actor.userId, id);
  }
}
