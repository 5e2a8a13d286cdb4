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
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { notFound, stale, validationFailed } from '../../../platform/errors/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { ApiAnswer, ApiBodies, ApiProblems } from '../../../platform/openapi/index.js';
import type { PromoCode } from './promo-code.js';
import {
  CreatePromoCodeDto,
  PromoCodeListQuery,
  PromoCodePage,
  PromoCodeResponse,
  UpdatePromoCodeDto,
} from './promo-code.dto.js';
import { promoEtag, toPromoCodeResponse } from './promo-code.mapper.js';
import { PromoCodesService } from './promo-codes.service.js';
import { promoCodeExists } from './promo.errors.js';

@ApiTags('Loyalty')
@Roles('moderator')
@Controller('promo-codes')
export class PromoCodesController {
  constructor(
    private readonly promos: PromoCodesService,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'All promo codes',
    description:
      'Filters combine. The newest first, unless `sort` says otherwise (`created_at`, `code`, `uses`, `id`).',
  })
  @ApiAnswer(200, PromoCodePage)
  @ApiProblems(validationFailed)
  list(@Query() query: PromoCodeListQuery, @Req() request: FastifyRequest): Promise<PromoCodePage> {
    return this.promos.list(query, request.url);
  }

  @Get(':id')
  @ApiOperation({ summary: 'A promo code' })
  @ApiAnswer(200, PromoCodeResponse)
  @ApiProblems(validationFailed, notFound)
  async get(
    @IdParam() id: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PromoCodeResponse> {
    return this.tagged(await this.promos.get(id), reply);
  }

  @Post()
  @ApiOperation({
    summary: 'Make a promo code',
    description:
      'It takes `value` percent (at most `max_discount`) or an amount off what its scope fits. Limits count open and paid orders: an order that is canceled gives its use back, one that is refunded does not.',
  })
  @ApiBodies(CreatePromoCodeDto, {
    'A fifth off': { code: 'AUTUMN20', kind: 'percent', value: '20.00', max_discount: '10.00' },
    'A gift for the first order': {
      code: 'WELCOME5',
      kind: 'fixed',
      value: '5.00',
      first_order_only: true,
      min_amount: '9.00',
    },
    'Seats on Tuesdays': {
      code: 'TUESDAY',
      kind: 'percent',
      value: '50.00',
      weekdays: [2],
      max_uses: 500,
      max_uses_per_user: 1,
      scope: { kinds: ['seat'] },
    },
  })
  @ApiAnswer(201, PromoCodeResponse)
  @ApiProblems(validationFailed, promoCodeExists)
  async create(
    @Body() dto: CreatePromoCodeDto,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PromoCodeResponse> {
    const promo = await this.promos.create(editor.userId, dto);
    reply.header('location', `/promo-codes/${promo.id}`);
    return this.tagged(promo, reply);
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Edit a promo code',
    description:
      'What is left out stays as it is, null takes a limit away; `scope` replaces the former one. Orders that use the code keep what it took off.',
  })
  @ApiBodies(UpdatePromoCodeDto, {
    'More uses': { max_uses: 200 },
    'No end any more': { ends_at: null },
  })
  @ApiAnswer(200, PromoCodeResponse)
  @ApiProblems(validationFailed, notFound, promoCodeExists, stale)
  async update(
    @IdParam() id: number,
    @Body() dto: UpdatePromoCodeDto,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PromoCodeResponse> {
    return this.tagged(await this.promos.update(editor.userId, id, dto, ifMatch), reply);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete a promo code',
    description:
      'Nobody can use it any more, and its name is free again. Orders that use it keep what it took off.',
  })
  @ApiAnswer(204)
  @ApiProblems(validationFailed, notFound, stale)
  delete(
    @IdParam() id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
  ): Promise<void> {
    return this.promos.delete(editor.userId, id, ifMatch);
  }

  private tagged(promo: PromoCode, reply: FastifyReply): PromoCodeResponse {
    reply.header('etag', promoEtag(promo));
    return toPromoCodeResponse(promo, this.settings.currency);
  }
}
