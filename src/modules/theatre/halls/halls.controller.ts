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
import { screeningsComing } from '../cinemas/cinema.errors.js';
import {
  CreateHallDto,
  CreateHallInCinemaDto,
  HallListQuery,
  HallPage,
  HallResponse,
  UpdateHallDto,
} from './hall.dto.js';
import { hallExists } from './hall.errors.js';
import { hallEtag, toHallResponse } from './hall.mapper.js';
import type { Hall } from './halls.repository.js';
import { HallsService } from './halls.service.js';

@ApiTags('Theatre')
@Controller()
export class HallsController {
  constructor(private readonly halls: HallsService) {}

  @Get('cinemas/:id/halls')
  @Public()
  @ApiOperation({
    summary: 'The halls of a cinema',
    description: 'Sorted by `name` unless `sort` says otherwise (`name`, `capacity`, `id`).',
  })
  @ApiAnswer(200, HallPage)
  @ApiProblems(validationFailed, notFound)
  list(
    @IdParam() cinemaId: number,
    @Query() query: HallListQuery,
    @Req() request: FastifyRequest,
  ): Promise<HallPage> {
    return this.halls.list(cinemaId, query, request.url);
  }

  @Post('cinemas/:id/halls')
  @Roles('moderator')
  @ApiOperation({ summary: 'Add a hall', description: 'Then give it its seats: `PUT /halls/{id}/seats`.' })
  @ApiAnswer(201, HallResponse)
  @ApiProblems(validationFailed, notFound, hallExists)
  async create(
    @IdParam() cinemaId: number,
    @Body() dto: CreateHallDto,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HallResponse> {
    const hall = await this.halls.create(editor.userId, cinemaId, dto);
    reply.header('location', `/halls/${hall.id}`);
    return tagged(hall, reply);
  }

  @Post('halls')
  @Roles('moderator')
  @ApiOperation({ summary: 'Add a hall', description: 'The same as `POST /cinemas/{id}/halls`.' })
  @ApiAnswer(201, HallResponse)
  @ApiProblems(validationFailed, notFound, hallExists)
  createIn(
    @Body() { cinema_id, ...dto }: CreateHallInCinemaDto,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HallResponse> {
    return this.create(cinema_id, dto, editor, reply);
  }

  @Get('halls/:id')
  @Public()
  @ApiOperation({ summary: 'A hall' })
  @ApiAnswer(200, HallResponse)
  @ApiProblems(validationFailed, notFound)
  async get(@IdParam() id: number, @Res({ passthrough: true }) reply: FastifyReply): Promise<HallResponse> {
    return tagged(await this.halls.get(id), reply);
  }

  @Patch('halls/:id')
  @Roles('moderator')
  @ApiOperation({ summary: 'Edit a hall', description: 'What is left out stays as it is.' })
  @ApiAnswer(200, HallResponse)
  @ApiProblems(validationFailed, notFound, hallExists, stale)
  async update(
    @IdParam() id: number,
    @Body() dto: UpdateHallDto,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HallResponse> {
    return tagged(await this.halls.update(editor.userId, id, dto, ifMatch), reply);
  }

  @Delete('halls/:id')
  @Roles('moderator')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete a hall',
    description: '409 while screenings are coming; what was shown and sold stays in the books.',
  })
  @ApiAnswer(204)
  @ApiProblems(validationFailed, notFound, screeningsComing, stale)
  delete(
    @IdParam() id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
  ): Promise<void> {
    return this.halls.delete(editor.userId, id, ifMatch);
  }
}

function tagged(hall: Hall, reply: FastifyReply): HallResponse {
  reply.header('etag', hallEtag(hall));
  return toHallResponse(hall);
}
