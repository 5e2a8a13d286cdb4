import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Patch,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { notFound, stale, validationFailed } from '../../../platform/errors/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { ApiAnswer, ApiBodies, ApiProblems } from '../../../platform/openapi/index.js';
import {
  CreateReportScheduleDto,
  ReportScheduleListQuery,
  ReportSchedulePage,
  ReportScheduleResponse,
  UpdateReportScheduleDto,
} from './report-schedule.dto.js';
import { ReportSchedulesService, type TaggedSchedule } from './report-schedules.service.js';

@ApiTags('Reports')
@Roles('moderator')
@Controller('report-schedules')
export class ReportSchedulesController {
  constructor(private readonly schedules: ReportSchedulesService) {}

  @Get()
  @ApiOperation({
    summary: 'All scheduled reports',
    description:
      'The newest first, unless `sort` says otherwise (`created_at`, `next_run_at`, `type`, `id`). `last_report` tells whether the newest one was made.',
  })
  @ApiAnswer(200, ReportSchedulePage)
  @ApiProblems(validationFailed)
  list(@Query() query: ReportScheduleListQuery, @Req() request: FastifyRequest): Promise<ReportSchedulePage> {
    return this.schedules.list(query, request.url);
  }

  @Get(':id')
  @ApiOperation({ summary: 'A scheduled report' })
  @ApiAnswer(200, ReportScheduleResponse)
  @ApiProblems(validationFailed, notFound)
  async get(
    @IdParam() id: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportScheduleResponse> {
    return tagged(await this.schedules.get(id), reply);
  }

  @Post()
  @ApiOperation({
    summary: 'Have a report made again and again, and mailed',
    description:
      'Each tells of the period before it, on the calendar of `time_zone`. A period is reported once; after a time without a worker only the newest one is made up for. Files of more than 7 MB are not attached: their mail says where they are.',
  })
  @ApiBodies(CreateReportScheduleDto, {
    'Revenue each Monday at six': {
      type: 'revenue',
      format: 'pdf',
      cadence: 'weekly',
      recipients: ['accounts@cinema.example'],
      hour: 6,
      time_zone: 'Europe/Kyiv',
    },
    'Settlements of each month': {
      type: 'distributor_settlement',
      format: 'xlsx',
      cadence: 'monthly',
      recipients: ['accounts@cinema.example', 'film-hire@distributor.example'],
    },
  })
  @ApiAnswer(201, ReportScheduleResponse)
  @ApiProblems(validationFailed)
  async create(
    @Body() dto: CreateReportScheduleDto,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportScheduleResponse> {
    const schedule = await this.schedules.create(editor.userId, dto);
    reply.header('location', `/report-schedules/${schedule.response.id}`);
    return tagged(schedule, reply);
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Edit a scheduled report',
    description: 'What is left out stays as it is; `recipients` replaces the former ones.',
  })
  @ApiBodies(UpdateReportScheduleDto, {
    'Somebody else reads it': { recipients: ['owner@cinema.example'] },
    'Not for now': { enabled: false },
  })
  @ApiAnswer(200, ReportScheduleResponse)
  @ApiProblems(validationFailed, notFound, stale)
  async update(
    @IdParam() id: number,
    @Body() dto: UpdateReportScheduleDto,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportScheduleResponse> {
    return tagged(await this.schedules.update(editor.userId, id, dto, ifMatch), reply);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete a scheduled report',
    description: 'Reports that it had made stay until they expire.',
  })
  @ApiAnswer(204)
  @ApiProblems(validationFailed, notFound, stale)
  delete(
    @IdParam() id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
  ): Promise<void> {
    return this.schedules.delete(editor.userId, id, ifMatch);
  }
}

function tagged({ response, etag }: TaggedSchedule, reply: FastifyReply): ReportScheduleResponse {
  reply.header('etag', etag);
  return response;
}
