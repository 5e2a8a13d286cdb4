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
  type Type,
  UseInterceptors,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Public, Roles } from '../../../platform/auth/index.js';
import { CacheForAnonymous } from '../../../platform/cache/index.js';
import { notFound, stale, validationFailed } from '../../../platform/errors/index.js';
import { contentEtag, etagOf, IdParam } from '../../../platform/http/index.js';
import { PageOf } from '../../../platform/lists/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { MovieListQuery, MoviePage } from '../reading/movie-list.dto.js';
import { MovieListService } from '../reading/movie-list.service.js';
import { DeleteTermQuery, SaveTermDto, TermListQuery, TermResponse } from './term.dto.js';
import { inUse, nameTaken } from './term.errors.js';
import { TERM_TABLES, type TermKind } from './term-kind.js';
import type { Term } from './terms.repository.js';
import { termContent, TermsService } from './terms.service.js';

class TermPage extends PageOf(TermResponse) {}

/** The endpoints of one kind of term: all kinds have the same. */
export function termsController(kind: TermKind): Type {
  const { table } = TERM_TABLES[kind];

  @ApiTags('Catalogue')
  @Controller(table)
  class TermsController {
    constructor(
      private readonly terms: TermsService,
      private readonly movies: MovieListService,
    ) {}

    @Get()
    @Public()
    @UseInterceptors(CacheForAnonymous)
    @ApiOperation({
      summary: `All ${table}`,
      description:
        'Each with the number of its films. Sorted by `name` unless `sort` says otherwise (`name`, `movie_count`, `id`).',
    })
    @ApiAnswer(200, TermPage)
    @ApiProblems(validationFailed)
    list(@Query() query: TermListQuery, @Req() request: FastifyRequest): Promise<TermPage> {
      return this.terms.list(kind, query, request.url);
    }

    @Get(':id')
    @Public()
    @ApiOperation({ summary: `A ${kind}` })
    @ApiAnswer(200, TermResponse)
    @ApiProblems(validationFailed, notFound)
    async get(@IdParam() id: number, @Res({ passthrough: true }) reply: FastifyReply): Promise<TermResponse> {
      return tagged(await this.terms.get(kind, id), reply);
    }

    @Get(':id/movies')
    @Public()
    @UseInterceptors(CacheForAnonymous)
    @ApiOperation({
      summary: `The films of a ${kind}`,
      description: 'Takes every parameter of `GET /movies`.',
    })
    @ApiAnswer(200, MoviePage)
    @ApiProblems(validationFailed, notFound)
    async listMovies(
      @IdParam() id: number,
      @Query() query: MovieListQuery,
      @CurrentUser() viewer: Principal | undefined,
      @Req() request: FastifyRequest,
    ): Promise<MoviePage> {
      await this.terms.get(kind, id);
      return this.movies.list(query, request.url, { viewer, within: { kind, ids: [[id]] } });
    }

    @Post()
    @Roles('moderator')
    @ApiOperation({ summary: `Add a ${kind}` })
    @ApiAnswer(201, TermResponse)
    @ApiProblems(validationFailed, nameTaken)
    async create(
      @Body() dto: SaveTermDto,
      @CurrentUser() editor: Principal,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<TermResponse> {
      const term = await this.terms.create(editor.userId, kind, dto.name);
      reply.header('location', `/${table}/${term.id}`);
      return tagged(term, reply);
    }

    @Patch(':id')
    @Roles('moderator')
    @ApiOperation({ summary: `Rename a ${kind}` })
    @ApiAnswer(200, TermResponse)
    @ApiProblems(validationFailed, notFound, nameTaken, stale)
    async rename(
      @IdParam() id: number,
      @Body() dto: SaveTermDto,
      @Headers('if-match') ifMatch: string | undefined,
      @CurrentUser() editor: Principal,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<TermResponse> {
      return tagged(await this.terms.rename(editor.userId, kind, id, dto.name, ifMatch), reply);
    }

    @Delete(':id')
    @Roles('moderator')
    @HttpCode(204)
    @ApiOperation({
      summary: `Delete a ${kind}`,
      description: `409 while films carry it; ${kind === 'certification' ? 'give them another one first' : '`?force=true` takes it off them'}.`,
    })
    @ApiAnswer(204)
    @ApiProblems(validationFailed, notFound, inUse, stale)
    delete(
      @IdParam() id: number,
      @Query() query: DeleteTermQuery,
      @Headers('if-match') ifMatch: string | undefined,
      @CurrentUser() editor: Principal,
    ): Promise<void> {
      return this.terms.delete(editor.userId, kind, id, query.force ?? false, ifMatch);
    }
  }
  Object.defineProperty(TermsController, 'name', {
    value: `${table.charAt(0).toUpperCase()}${table.slice(1)}Controller`,
  });
  return TermsController;
}

function tagged(term: Term, reply: FastifyReply): TermResponse {
  reply.header('etag', contentEtag(termContent(term), etagOf(String(term.movie_count)).slice(1, 9)));
  return term;
}
