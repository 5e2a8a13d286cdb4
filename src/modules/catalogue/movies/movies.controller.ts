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
  UseInterceptors,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Public, Roles } from '../../../platform/auth/index.js';
import { CacheForAnonymous } from '../../../platform/cache/index.js';
import { notFound, stale, validationFailed } from '../../../platform/errors/index.js';
import { namesEtag, UuidParam } from '../../../platform/http/index.js';
import { PageQuery } from '../../../platform/lists/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { MovieDetailService } from '../reading/movie-detail.service.js';
import { MovieListQuery, MoviePage } from '../reading/movie-list.dto.js';
import { MovieListService } from '../reading/movie-list.service.js';
import { DeleteMovieService } from './delete-movie.service.js';
import { MovieResponse } from './movie.dto.js';
import { movieExists, movieInCarts, movieInUse } from './movie.errors.js';
import { CreateMovieDto, DeleteMovieQuery, UpdateMovieDto } from './movie-input.dto.js';
import { MoviesService } from './movies.service.js';

@ApiTags('Catalogue')
@Controller('movies')
export class MoviesController {
  constructor(
    private readonly lists: MovieListService,
    private readonly details: MovieDetailService,
    private readonly movies: MoviesService,
    private readonly deletion: DeleteMovieService,
  ) {}

  @Get()
  @Public()
  @UseInterceptors(CacheForAnonymous)
  @ApiOperation({
    summary: 'Find films',
    description:
      'Filters, search, sorting and facets combine freely. Newest additions first, unless `sort` or `q` says otherwise.',
  })
  @ApiAnswer(200, MoviePage)
  @ApiProblems(validationFailed)
  list(
    @Query() query: MovieListQuery,
    @CurrentUser() viewer: Principal | undefined,
    @Req() request: FastifyRequest,
  ): Promise<MoviePage> {
    return this.lists.list(query, request.url, { viewer });
  }

  @Get(':uuid')
  @Public()
  @ApiOperation({
    summary: 'A film',
    description:
      'Carries an `ETag`; send it as `If-None-Match` to be told 304 while nothing changed, and as `If-Match` when you edit.',
  })
  @ApiAnswer(200, MovieResponse)
  @ApiProblems(validationFailed, notFound)
  async detail(
    @UuidParam() uuid: string,
    @Headers('if-none-match') known: string | undefined,
    @CurrentUser() viewer: Principal | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MovieResponse | undefined> {
    if (known !== undefined && !viewer) {
      const etag = await this.details.etag(uuid);
      if (namesEtag(known, etag)) {
        reply.status(304).header('etag', etag);
        return undefined;
      }
    }
    return this.answer(uuid, reply, viewer);
  }

  @Get(':uuid/similar')
  @Public()
  @UseInterceptors(CacheForAnonymous)
  @ApiOperation({
    summary: 'Films like this one',
    description: 'By directors, stars and genres in common, at most 60.',
  })
  @ApiAnswer(200, MoviePage)
  @ApiProblems(validationFailed, notFound)
  similar(
    @UuidParam() uuid: string,
    @Query() list: PageQuery,
    @CurrentUser() viewer: Principal | undefined,
    @Req() request: FastifyRequest,
  ) {
    return this.details.similar(uuid, list, request.url, viewer);
  }

  @Post()
  @Roles('moderator')
  @ApiOperation({
    summary: 'Add a film',
    description: 'Genres, stars, directors and the certification are given by name; new names are added.',
  })
  @ApiAnswer(201, MovieResponse)
  @ApiProblems(validationFailed, movieExists)
  async create(
    @Body() dto: CreateMovieDto,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MovieResponse> {
    const uuid = await this.movies.create(editor.userId, dto);
    reply.header('location', `/movies/${uuid}`);
    return this.answer(uuid, reply);
  }

  @Patch(':uuid')
  @Roles('moderator')
  @ApiOperation({
    summary: 'Change a film',
    description:
      'What is left out stays as it is; lists replace the former ones. With `If-Match` the change is made only if nobody else edited the film in between. Another running time moves the ends of the film’s coming screenings; where one would run into the next, nothing is changed: 409 `screening-overlap`.',
  })
  @ApiAnswer(200, MovieResponse)
  @ApiProblems(validationFailed, notFound, movieExists, stale)
  async update(
    @UuidParam() uuid: string,
    @Body() dto: UpdateMovieDto,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MovieResponse> {
    await this.movies.update(editor.userId, uuid, dto, ifMatch);
    return this.answer(uuid, reply);
  }

  @Delete(':uuid')
  @Roles('moderator')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete a film',
    description:
      'It leaves the lists and answers 404 from then on; its name, year and running time are free again. A film that people own, or are about to pay for, stays: withdraw it from sale instead. One that lies in carts is deleted with `force=true` only; the moderators and the owners of the carts are told.',
  })
  @ApiAnswer(204)
  @ApiProblems(validationFailed, notFound, stale, movieInUse, movieInCarts)
  delete(
    @UuidParam() uuid: string,
    @Query() { force }: DeleteMovieQuery,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
  ): Promise<void> {
    return this.deletion.delete({ actorId: editor.userId, uuid, ifMatch, force: force === true });
  }

  private async answer(uuid: string, reply: FastifyReply, viewer?: Principal): Promise<MovieResponse> {
    const { movie, etag } = await this.details.detail(uuid, viewer);
    reply.header('etag', etag);
    return movie;
  }
}
