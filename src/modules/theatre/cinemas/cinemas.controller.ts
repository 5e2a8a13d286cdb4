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
import { CurrentUser, type Principal, Public, Roles } from '../../../platform/auth/index.js';
import { notFound, stale, validationFailed } from '../../../platform/errors/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import {
  CinemaListQuery,
  CinemaPage,
  CinemaResponse,
  CreateCinemaDto,
  UpdateCinemaDto,
} from './cinema.dto.js';
import { cinemaExists, screeningsComing } from './cinema.errors.js';
import { cinemaEtag, toCinemaResponse } from './cinema.mapper.js';
import type { Cinema } from './cinemas.repository.js';
import { CinemasService } from './cinemas.service.js';

@ApiTags('Theatre')
@Controller('cinemas')
export class CinemasController {
  constructor(private readonly cinemas: CinemasService) {}

  @Get()
  @Public()
  @ApiOperation({
    summary: 'All cinemas',
    description: 'Sorted by `name` unless `sort` says otherwise (`name`, `created_at`, `id`).',
  })
  @ApiAnswer(200, CinemaPage)
  @ApiProblems(validationFailed)
  list(@Query() query: CinemaListQuery, @Req() request: FastifyRequest): Promise<CinemaPage> {
    return this.cinemas.list(query, request.url);
  }

  @Get(':id')
  @Public()
  @ApiOperation({ summary: 'A cinema' })
  @ApiAnswer(200, CinemaResponse)
  @ApiProblems(validationFailed, notFound)
  async get(@IdParam() id: number, @Res({ passthrough: true }) reply: FastifyReply): Promise<CinemaResponse> {
    return tagged(await this.cinemas.get(id), reply);
  }

  @Post()
  @Roles('moderator')
  @ApiOperation({ summary: 'Add a cinema' })
  @ApiAnswer(201, CinemaResponse)
  @ApiProblems(validationFailed, cinemaExists)
  async create(
    @Body() dto: CreateCinemaDto,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CinemaResponse> {
    const cinema = await this.cinemas.create(editor.userId, dto);
    reply.header('location', `/cinemas/${cinema.id}`);
    return tagged(cinema, reply);
  }

  @Patch(':id')
  @Roles('moderator')
  @ApiOperation({ summary: 'Edit a cinema', description: 'What is left out stays as it is.' })
  @ApiAnswer(200, CinemaResponse)
  @ApiProblems(validationFailed, notFound, cinemaExists, screeningsComing, stale)
  async update(
    @IdParam() id: number,
    @Body() dto: UpdateCinemaDto,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CinemaResponse> {
    return tagged(await this.cinemas.update(editor.userId, id, dto, ifMatch), reply);
  }

  @Delete(':id')
  @Roles('moderator')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete a cinema',
    description:
      'With its halls. 409 while screenings are coming; what was shown and sold stays in the books.',
  })
  @ApiAnswer(204)
  @ApiProblems(validationFailed, notFound, screeningsComing, stale)
  delete(
    @IdParam() id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
  ): Promise<void> {
    return this.cinemas.delete(editor.userId, id, ifMatch);
  }
}

function tagged(cinema: Cinema, reply: FastifyReply): CinemaResponse {
  reply.header('etag', cinemaEtag(cinema));
  return toCinemaResponse(cinema);
}
