import { Body, Controller, Delete, HttpCode, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../platform/errors/index.js';
import { UuidParam } from '../../../platform/http/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { ReactionResponse, SaveReactionDto } from './reaction.dto.js';
import { ReactionsService } from './reactions.service.js';

@ApiTags('Community')
@Roles('user')
@Controller('movies/:uuid/reaction')
export class ReactionsController {
  constructor(private readonly reactions: ReactionsService) {}

  @Put()
  @ApiOperation({
    summary: 'Like or dislike a film',
    description: 'A dislike takes the place of your like, and the other way round. Your rating stays.',
  })
  @ApiAnswer(200, ReactionResponse)
  @ApiProblems(validationFailed, notFound)
  save(
    @UuidParam() uuid: string,
    @Body() dto: SaveReactionDto,
    @CurrentUser() user: Principal,
  ): Promise<ReactionResponse> {
    return this.reactions.save(user.userId, uuid, dto.value);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Take a like or dislike back',
    description: 'Nothing happens where there is none.',
  })
  @ApiAnswer(204)
  @ApiProblems(validationFailed, notFound)
  remove(@UuidParam() uuid: string, @CurrentUser() user: Principal): Promise<void> {
    return this.reactions.remove(user.userId, uuid);
  }
}
