import { Body, Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../../platform/errors/index.js';
import { IdParam } from '../../../../platform/http/index.js';
import { ApiAnswer, ApiProblems } from '../../../../platform/openapi/index.js';
import { tooManyRequests } from '../../../../platform/rate-limits/index.js';
import {
  CommentReportListQuery,
  CommentReportPage,
  CommentReportResponse,
  OwnReportResponse,
  ReportCommentDto,
  ResolveReportDto,
} from './comment-report.dto.js';
import { alreadyReported, ownComment, reportResolved } from './comment-report.errors.js';
import { CommentReportListService } from './comment-report-list.service.js';
import { CommentReportsService } from './comment-reports.service.js';
import { ReportCommentService } from './report-comment.service.js';

@ApiTags('Community')
@Controller()
export class CommentReportsController {
  constructor(
    private readonly reporting: ReportCommentService,
    private readonly lists: CommentReportListService,
    private readonly reports: CommentReportsService,
  ) {}

  @Post('comments/:id/reports')
  @Roles('user')
  @ApiOperation({
    summary: 'Report a comment to the moderators',
    description: 'They see your reason and what the comment says now, whatever its author changes later.',
  })
  @ApiAnswer(201, OwnReportResponse)
  @ApiProblems(validationFailed, notFound, alreadyReported, ownComment, tooManyRequests)
  report(
    @IdParam() id: number,
    @Body() { reason }: ReportCommentDto,
    @CurrentUser() reporter: Principal,
  ): Promise<OwnReportResponse> {
    return this.reporting.report(reporter.userId, id, reason);
  }

  @Get('admin/comment-reports')
  @Roles('moderator')
  @ApiOperation({
    summary: 'What was reported',
    description: 'The newest first unless `sort` says otherwise.',
  })
  @ApiAnswer(200, CommentReportPage)
  @ApiProblems(validationFailed)
  list(@Query() query: CommentReportListQuery, @Req() request: FastifyRequest): Promise<CommentReportPage> {
    return this.lists.list(query, request.url);
  }

  @Post('admin/comment-reports/:id/resolve')
  @HttpCode(200)
  @Roles('moderator')
  @ApiOperation({
    summary: 'Deal with a report',
    description:
      '`keep` leaves the comment and closes this report; `delete` deletes the comment, tells its author why, and closes all reports of it.',
  })
  @ApiAnswer(200, CommentReportResponse)
  @ApiProblems(validationFailed, notFound, reportResolved)
  resolve(
    @IdParam() id: number,
    @Body() dto: ResolveReportDto,
    @CurrentUser() moderator: Principal,
  ): Promise<CommentReportResponse> {
    return this.reports.resolve(moderator.userId, id, dto);
  }
}
