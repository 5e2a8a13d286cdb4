import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { validationFailed } from '../../../platform/errors/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { MovieListQuery, MoviePage } from '../../catalogue/index.js';
import { FavoritesService } from './favorites.service.js';

@ApiTags('Community')
@Roles('user')
@Controller('favorites')
export class FavoriteListController {
  constructor(private readonly favorites: FavoritesService) {}

  @Get()
  @ApiOperation({
    summary: 'Your favourites',
    description:
      'Takes every parameter of `GET /movies`, and also sorts by `added_at`. The latest additions first, unless `sort` or `q` says otherwise.',
  })
  @ApiAnswer(200, MoviePage)
  @ApiProblems(validationFailed)
  list(
    @Query() query: MovieListQuery,
    @CurrentUser() viewer: Principal,
    @Req() request: FastifyRequest,
  ): Promise<MoviePage> {
    return this.favorites.list(viewer, query, request.url);
  }
}
