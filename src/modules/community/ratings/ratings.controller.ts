import { Body, Controller, Delete, HttpCode, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../platform/errors/index.js';
import { UuidParam } from '../../../platform/http/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { RatingResponse, SaveRatingDto } from './rating.dto.js';
import { RatingsService } from './ratings.service.js';

@ApiTags('Community')
@Roles('user')
@Controller('movies/:uuid/rating')
export class RatingsController {
  constructor(private readonly ratings: RatingsService) {}

  @Put()
  @ApiOperation({
    summary: 'Rate a film',
    description:
      'From 1 to 10, in place of your former rating. Likes and dislikes are something else. What IMDb says stays as it is.',
  })
  @ApiAnswer(200, RatingResponse)
  @ApiProblems(validationFailed, notFound)
  save(
    @UuidParam() uuid: string,
    @Body() dto: SaveRatingDto,
    @CurrentUser() user: Principal,
  ): Promise<RatingResponse> {
    return this.ratings.save(user.userId, uuid, dto.value);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Take a rating back',
    description: 'Nothing happens where there is none.',
  })
  @ApiAnswer(204)
  @ApiProblems(validationFailed, notFound)
  remove(@UuidParam() uuid: string, @CurrentUser() user: Principal): Promise<void> {
    return this.ratings.remove(user.userId, uuid);
  }
}
