import { Body, Controller, Get, Headers, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, type Principal, Public, Roles } from '../../../platform/auth/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { notFound, stale, validationFailed } from '../../../platform/errors/index.js';
import { contentEtag, IdParam } from '../../../platform/http/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { PriceListResponse, SavePriceListDto } from './price-list.dto.js';
import type { PriceList } from './price-lists.repository.js';
import { PriceListsService } from './price-lists.service.js';

@ApiTags('Theatre')
@Controller('cinemas/:id/price-list')
export class PriceListsController {
  constructor(
    private readonly lists: PriceListsService,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  @Get()
  @Public()
  @ApiOperation({
    summary: 'The price list of a cinema',
    description: 'Without rules every seat costs the base price of its screening.',
  })
  @ApiAnswer(200, PriceListResponse)
  @ApiProblems(validationFailed, notFound)
  async get(
    @IdParam() id: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PriceListResponse> {
    return this.tagged(id, await this.lists.get(id), reply);
  }

  @Put()
  @Roles('moderator')
  @ApiOperation({
    summary: 'Set the price list of a cinema',
    description:
      'A rule holds where everything that it names fits: seat category, hall type, audience, and weekday and time at which the screening begins on the clocks of the cinema. The last `price` that fits stands in for the base price of the screening; all `factor`s that fit multiply it; it is rounded once, half up. What comes out below 0.50 is 0.50, unless it is 0. Seats that are held or sold keep their price; others show the new one within half a second.',
  })
  @ApiAnswer(200, PriceListResponse)
  @ApiProblems(validationFailed, notFound, stale)
  async save(
    @IdParam() id: number,
    @Body() dto: SavePriceListDto,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PriceListResponse> {
    return this.tagged(id, await this.lists.save(editor.userId, id, dto.rules, ifMatch), reply);
  }

  private tagged(cinemaId: number, { rules, version }: PriceList, reply: FastifyReply): PriceListResponse {
    reply.header('etag', contentEtag(String(version), 'prices'));
    const { currency } = this.settings;
    return { cinema_id: cinemaId, rules: rules as PriceListResponse['rules'], currency };
  }
}
