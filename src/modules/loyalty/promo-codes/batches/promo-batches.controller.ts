import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../../platform/errors/index.js';
import { IdParam } from '../../../../platform/http/index.js';
import { ApiAnswer, ApiBodies, ApiProblems } from '../../../../platform/openapi/index.js';
import { CreatePromoBatchDto, PromoBatchResponse } from '../promo-code.dto.js';
import { PromoBatches } from './promo-batches.service.js';

@ApiTags('Loyalty')
@Roles('moderator')
@Controller('promo-codes/batch')
export class PromoBatchesController {
  constructor(private readonly batches: PromoBatches) {}

  @Post()
  @ApiOperation({
    summary: 'Make many promo codes at once',
    description:
      'Each can be used in one order. They are the prefix and eleven letters and digits that nobody guesses. `GET /promo-codes?batch_id=…` lists them, too.',
  })
  @ApiBodies(CreatePromoBatchDto, {
    'Gifts of five': { prefix: 'GIFT-', count: 500, kind: 'fixed', value: '5.00' },
  })
  @ApiAnswer(201, PromoBatchResponse)
  @ApiProblems(validationFailed)
  async create(
    @Body() dto: CreatePromoBatchDto,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PromoBatchResponse> {
    const batch = await this.batches.create(editor.userId, dto);
    reply.header('location', batch.csv);
    return batch;
  }

  @Get(':id.csv')
  @ApiOperation({
    summary: 'The codes of a batch as CSV',
    description: 'Two columns: `code`, and `uses`, which is 1 for those that are taken.',
  })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblems(validationFailed, notFound)
  async csv(@IdParam() id: number, @Res() reply: FastifyReply): Promise<void> {
    const codes = await this.batches.csv(id);
    await reply
      .headers({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="promo-codes-${id}.csv"`,
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      })
      .send(codes);
  }
}
