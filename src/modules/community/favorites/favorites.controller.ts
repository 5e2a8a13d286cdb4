import { Controller, Delete, HttpCode, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../platform/errors/index.js';
import { UuidParam } from '../../../platform/http/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { FavoriteResponse } from './favorite.dto.js';
import { FavoritesService } from './favorites.service.js';

@ApiTags('Community')
@Roles('user')
@Controller('movies/:uuid/favorite')
export class FavoritesController {
  constructor(private readonly favorites: FavoritesService) {}

  @Put()
  @ApiOperation({ summary: 'Make a film a favourite', description: 'One that is a favourite stays one.' })
  @ApiAnswer(200, FavoriteResponse)
  @ApiProblems(validationFailed, notFound)
  add(@UuidParam() uuid: string, @CurrentUser() user: Principal): Promise<FavoriteResponse> {
    return this.favorites.add(user.userId, uuid);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Take a film off your favourites',
    description: 'Nothing happens where it is none.',
  })
  @ApiAnswer(204)
  @ApiProblems(validationFailed, notFound)
  remove(@UuidParam() uuid: string, @CurrentUser() user: Principal): Promise<void> {
    return this.favorites.remove(user.userId, uuid);
  }
}
