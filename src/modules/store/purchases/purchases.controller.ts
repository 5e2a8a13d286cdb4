import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { validationFailed } from '../../../platform/errors/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { MovieListQuery, MovieListService, MoviePage } from '../../catalogue/index.js';

@ApiTags('Orders')
@Roles('user')
@Controller('purchases')
export class PurchasesController {
  constructor(private readonly lists: MovieListService) {}

  @Get()
  @ApiOperation({
    summary: 'Your library',
    description:
      'The films that you own. Takes every parameter of `GET /movies`, and also sorts by `added_at`. The latest first, unless `sort` or `q` says otherwise.',
  })
  @ApiAnswer(200, MoviePage)
  @ApiProblems(validationFailed)
  list(
    @Query() query: MovieListQuery,
    @CurrentUser() viewer: Principal,
    @Req() request: FastifyRequest,
  ): Promise<MoviePage> {
    const personal = { table: 'purchases', since: 'purchased_at', userId: viewer.userId };
    return this.lists.list(query, request.url, { viewer, personal });
  }
}
