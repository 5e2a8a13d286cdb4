import { Body, Controller, Get, Headers, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, type Principal, Public, Roles } from '../../../../platform/auth/index.js';
import { notFound, stale, validationFailed } from '../../../../platform/errors/index.js';
import { IdParam } from '../../../../platform/http/index.js';
import { ApiAnswer, ApiBodies, ApiProblems } from '../../../../platform/openapi/index.js';
import type { HallLayout } from '../hall.js';
import { LayoutResponse, SaveLayoutDto } from './layout.dto.js';
import { seatsInUse } from './layout.errors.js';
import { layoutEtag, toLayoutResponse } from './layout.mapper.js';
import { TEXT_FORMAT } from './layout-text.policy.js';
import { LayoutsService } from './layouts.service.js';

@ApiTags('Theatre')
@Controller('halls/:id/seats')
export class LayoutsController {
  constructor(private readonly layouts: LayoutsService) {}

  @Get()
  @Public()
  @ApiOperation({
    summary: 'The seats of a hall',
    description: 'Row by row, the one next to the screen first.',
  })
  @ApiAnswer(200, LayoutResponse)
  @ApiProblems(validationFailed, notFound)
  async get(@IdParam() id: number, @Res({ passthrough: true }) reply: FastifyReply): Promise<LayoutResponse> {
    return tagged(await this.layouts.get(id), reply);
  }

  @Put()
  @ApiBodies(SaveLayoutDto, {
    'As text': { text: 'A-C: ss_ssss_ss\n\nD: s*s+_pppp_ll' },
    'Row by row': {
      rows: [
        { row: 'A', seats: [{ number: 1 }, { number: 2 }, { number: 3, gap_before: 1 }] },
        {
          row: 'B',
          seats: [
            { number: 1, accessible: true },
            { number: 2, companion: true },
          ],
        },
      ],
    },
  })
  @Roles('moderator')
  @ApiOperation({
    summary: 'Give a hall its seats',
    description: `The whole layout: at most 60 rows of 60 seats, 1,000 in all. Seats are known by row and number and keep their id, also when they come back; those that are not named any more are taken out, which is 409 while they are held or sold for a coming screening. Instead of \`rows\` there may be \`text\`. ${TEXT_FORMAT}`,
  })
  @ApiAnswer(200, LayoutResponse)
  @ApiProblems(validationFailed, notFound, seatsInUse, stale)
  async save(
    @IdParam() id: number,
    @Body() dto: SaveLayoutDto,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LayoutResponse> {
    return tagged(await this.layouts.save(editor.userId, id, dto, ifMatch), reply);
  }
}

function tagged(layout: HallLayout, reply: FastifyReply): LayoutResponse {
  reply.header('etag', layoutEtag(layout));
  return toLayoutResponse(layout);
}
