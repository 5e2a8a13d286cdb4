import { Body, Controller, Get, Headers, HttpCode, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Public, Roles } from '../../../platform/auth/index.js';
import { notFound, stale, validationFailed } from '../../../platform/errors/index.js';
import { ApiOptionalBody, IdParam, OptionalBody } from '../../../platform/http/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { CancelScreeningService } from './cancel-screening.service.js';
import { ScreeningResponse } from './screening.dto.js';
import {
  screeningCanceled,
  screeningOver,
  screeningOverlap,
  screeningTaken,
  seriesOverlap,
} from './screening.errors.js';
import { CancelScreeningDto, CreateScreeningDto, UpdateScreeningDto } from './screening-input.dto.js';
import { ScreeningListQuery, ScreeningPage } from './screening-list.dto.js';
import { ScreeningListService } from './screening-list.service.js';
import { ScreeningsService } from './screenings.service.js';
import { CreateSeriesDto, SeriesResponse } from './series.dto.js';
import { SeriesService } from './series.service.js';

@ApiTags('Theatre')
@Controller('screenings')
export class ScreeningsController {
  constructor(
    private readonly lists: ScreeningListService,
    private readonly screenings: ScreeningsService,
    private readonly series: SeriesService,
    private readonly canceling: CancelScreeningService,
  ) {}

  @Get()
  @Public()
  @ApiOperation({
    summary: 'Find screenings',
    description:
      'Those that have not begun, unless `date`, `from` or `to` asks for others; the earliest first, unless `sort` says otherwise (`starts_at`, `base_price`, `id`). Filters combine; several values of one mean any of them.',
  })
  @ApiAnswer(200, ScreeningPage)
  @ApiProblems(validationFailed)
  list(@Query() query: ScreeningListQuery, @Req() request: FastifyRequest): Promise<ScreeningPage> {
    return this.lists.list(query, request.url);
  }

  @Get(':id')
  @Public()
  @ApiOperation({ summary: 'A screening' })
  @ApiAnswer(200, ScreeningResponse)
  @ApiProblems(validationFailed, notFound)
  get(@IdParam() id: number, @Res({ passthrough: true }) reply: FastifyReply): Promise<ScreeningResponse> {
    return this.answer(id, reply);
  }

  @Post()
  @Roles('moderator')
  @ApiOperation({
    summary: 'Put a film on the programme',
    description:
      'The end follows from the running time of the film, and changes with it. Until the hall is clean again nothing else can begin there; where something is in the way, the answer names it and the next free start.',
  })
  @ApiAnswer(201, ScreeningResponse)
  @ApiProblems(validationFailed, notFound, screeningOverlap)
  async create(
    @Body() dto: CreateScreeningDto,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScreeningResponse> {
    const id = await this.screenings.create(editor.userId, dto);
    reply.header('location', `/screenings/${id}`);
    return this.answer(id, reply);
  }

  @Post('series')
  @Roles('moderator')
  @ApiOperation({
    summary: 'Put a film on the programme week after week',
    description:
      'Adds all screenings of the pattern, or none where one of them would meet something in the hall. With `dry_run` nothing is added: the answer (200) shows each screening, everything that it would meet, and the next free start.',
  })
  @ApiAnswer(201, SeriesResponse)
  @ApiResponse({ status: 200, description: 'What a dry run found.', type: SeriesResponse })
  @ApiProblems(validationFailed, notFound, seriesOverlap)
  async createSeries(
    @Body() dto: CreateSeriesDto,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SeriesResponse> {
    const series = await this.series.create(editor.userId, dto);
    if (series.dry_run) reply.status(200);
    return series;
  }

  @Patch(':id')
  @Roles('moderator')
  @ApiOperation({
    summary: 'Change or move a screening',
    description:
      'What is left out stays as it is. While seats are held, ordered or sold, film, hall, format and start stay too. A new price is for seats that are taken from now on. With `If-Match` the change is made only if nobody else changed the screening in between.',
  })
  @ApiAnswer(200, ScreeningResponse)
  @ApiProblems(
    validationFailed,
    notFound,
    stale,
    screeningOverlap,
    screeningTaken,
    screeningCanceled,
    screeningOver,
  )
  async update(
    @IdParam() id: number,
    @Body() dto: UpdateScreeningDto,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScreeningResponse> {
    await this.screenings.update(editor.userId, id, dto, ifMatch);
    return this.answer(id, reply);
  }

  @Post(':id/cancel')
  @Roles('moderator')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Cancel a screening',
    description:
      'From now on nobody can take seats. Everybody who paid gets their money back, whatever the time, and everybody who had seats is told, with the reason if there is one.',
  })
  @ApiOptionalBody(CancelScreeningDto)
  @ApiAnswer(200, ScreeningResponse)
  @ApiProblems(validationFailed, notFound, screeningCanceled, screeningOver)
  async cancel(
    @IdParam() id: number,
    @OptionalBody(CancelScreeningDto) { reason }: CancelScreeningDto,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScreeningResponse> {
    await this.canceling.cancel(editor.userId, id, reason ?? null);
    return this.answer(id, reply);
  }

  private async answer(id: number, reply: FastifyReply): Promise<ScreeningResponse> {
    const { screening, etag } = await this.lists.get(id);
    reply.header('etag', etag);
    return screening;
  }
}
