import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { validationFailed } from '../../../platform/errors/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { BonusResponse, BonusTransactionPage, BonusTransactionQuery } from './bonus.dto.js';
import { BonusStatementService } from './bonus-statement.service.js';

@ApiTags('Loyalty')
@Roles('user')
@Controller('bonus')
export class BonusController {
  constructor(private readonly statements: BonusStatementService) {}

  @Get()
  @ApiOperation({
    summary: 'Your bonus points',
    description:
      'A part of the money that you pay comes back as points; one point is one cent. Pay with them by `bonus_points` of `POST /orders`.',
  })
  @ApiAnswer(200, BonusResponse)
  get(@CurrentUser() { userId }: Principal): Promise<BonusResponse> {
    return this.statements.of(userId);
  }

  @Get('transactions')
  @ApiOperation({
    summary: 'How your points came and went',
    description: 'The newest first, unless `sort` says otherwise (`created_at`).',
  })
  @ApiAnswer(200, BonusTransactionPage)
  @ApiProblems(validationFailed)
  transactions(
    @Query() query: BonusTransactionQuery,
    @CurrentUser() { userId }: Principal,
    @Req() request: FastifyRequest,
  ): Promise<BonusTransactionPage> {
    return this.statements.transactions(userId, query, request.url);
  }
}
