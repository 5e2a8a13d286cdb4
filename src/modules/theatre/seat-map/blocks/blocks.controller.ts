import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal, Roles } from '../../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../../platform/errors/index.js';
import { IdParam } from '../../../../platform/http/index.js';
import { ApiAnswer, ApiProblems } from '../../../../platform/openapi/index.js';
import { BlockSeatsDto, SeatStatesResponse, UnblockSeatsDto } from './block.dto.js';
import { seatsNotFree } from './block.errors.js';
import { BlocksService } from './blocks.service.js';

@ApiTags('Theatre')
@Roles('moderator')
@Controller('screenings/:id/seats')
export class BlocksController {
  constructor(private readonly blocks: BlocksService) {}

  @Post('block')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Keep seats out of sale',
    description: 'All of them or none: 409 where one is held or sold.',
  })
  @ApiAnswer(200, SeatStatesResponse)
  @ApiProblems(validationFailed, notFound, seatsNotFree)
  block(
    @IdParam() id: number,
    @Body() dto: BlockSeatsDto,
    @CurrentUser() editor: Principal,
  ): Promise<SeatStatesResponse> {
    return this.blocks.block(editor.userId, id, dto);
  }

  @Post('unblock')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sell blocked seats again',
    description: 'Seats that are not blocked stay as they are.',
  })
  @ApiAnswer(200, SeatStatesResponse)
  @ApiProblems(validationFailed, notFound)
  unblock(
    @IdParam() id: number,
    @Body() dto: UnblockSeatsDto,
    @CurrentUser() editor: Principal,
  ): Promise<SeatStatesResponse> {
    return this.blocks.unblock(editor.userId, id, dto);
  }
}
