import { Body, Controller, Delete, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../platform/errors/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { Idempotent } from '../../../platform/idempotency/index.js';
import { ApiAnswer, ApiBodies, ApiProblems } from '../../../platform/openapi/index.js';
import { FILE_OF_FORMAT } from '../formats/report-renderer.js';
import {
  CreateReportDto,
  ReportListQuery,
  ReportPage,
  ReportResponse,
  ReportTypesResponse,
} from './report.dto.js';
import { reportNotReady, tooManyReports } from './report.errors.js';
import { toReportTypes } from './report.mapper.js';
import { fileNameOf } from './report-words.js';
import { ReportsService } from './reports.service.js';

const CONTENT_TYPES = Object.values(FILE_OF_FORMAT).map(({ contentType }) => contentType);

@ApiTags('Reports')
@Roles('moderator')
@Controller('reports')
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  @Post()
  @HttpCode(202)
  @Idempotent()
  @ApiOperation({
    summary: 'Have a report made',
    description:
      'It is queued; `GET /reports/{id}` tells how far it is, and where the file is in the end. Both days belong to the period; days are those of each cinema, and of UTC for what is sold online alone. All formats show the same figures. You may wait for five reports at a time.',
  })
  @ApiBodies(CreateReportDto, {
    'What November brought so far': {
      type: 'revenue',
      format: 'pdf',
      from: '2026-11-01',
      to: '2026-11-20',
    },
    'How full one cinema was': {
      type: 'occupancy',
      format: 'xlsx',
      from: '2026-01-01',
      to: '2026-10-31',
      cinema_id: 1,
    },
    'What all distributors are owed': {
      type: 'distributor_settlement',
      format: 'csv',
      from: '2026-10-01',
      to: '2026-10-31',
    },
  })
  @ApiAnswer(202, ReportResponse)
  @ApiProblems(validationFailed, tooManyReports)
  async create(
    @Body() dto: CreateReportDto,
    @CurrentUser() user: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportResponse> {
    const report = await this.reports.ask(user.userId, dto);
    reply.header('location', `/reports/${report.id}`);
    return report;
  }

  @Get()
  @ApiOperation({
    summary: 'All reports',
    description:
      'Filters combine. The newest first, unless `sort` says otherwise (`created_at`, `type`, `status`, `id`).',
  })
  @ApiAnswer(200, ReportPage)
  @ApiProblems(validationFailed)
  list(
    @Query() query: ReportListQuery,
    @CurrentUser() user: Principal,
    @Req() request: FastifyRequest,
  ): Promise<ReportPage> {
    return this.reports.list(query, request.url, user.userId);
  }

  @Get('types')
  @ApiOperation({ summary: 'Which reports there are' })
  @ApiAnswer(200, ReportTypesResponse)
  types(): ReportTypesResponse {
    return toReportTypes();
  }

  @Get(':id')
  @ApiOperation({ summary: 'A report, and how far it is' })
  @ApiAnswer(200, ReportResponse)
  @ApiProblems(validationFailed, notFound)
  get(@IdParam() id: number): Promise<ReportResponse> {
    return this.reports.get(id);
  }

  @Get(':id/file')
  @ApiOperation({
    summary: 'The file of a report',
    description: 'There is one once the report is completed, and until it expires.',
  })
  @ApiProduces(...CONTENT_TYPES)
  @ApiOkResponse({ description: 'Done.', schema: { type: 'string', format: 'binary' } })
  @ApiProblems(validationFailed, notFound, reportNotReady)
  async file(@IdParam() id: number, @Res() reply: FastifyReply): Promise<void> {
    const { report, file } = await this.reports.open(id);
    await reply
      .headers({
        'content-type': file.contentType,
        'content-length': file.size,
        'content-disposition': `attachment; filename="${fileNameOf(report)}"`,
        'cache-control': 'private, no-store',
        'content-security-policy': "default-src 'none'",
        'x-content-type-options': 'nosniff',
      })
      .send(file.body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete a report',
    description: 'Its file goes, too. One that is still being made is given up.',
  })
  @ApiAnswer(204)
  @ApiProblems(validationFailed, notFound)
  delete(@IdParam() id: number, @CurrentUser() user: Principal): Promise<void> {
    return this.reports.delete(user.userId, id);
  }
}
