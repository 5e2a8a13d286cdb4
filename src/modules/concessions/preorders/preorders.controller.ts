import { Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../platform/errors/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { PickupCodeParam } from './code-parameter.js';
import { PreorderListQuery, PreorderPage, PreorderQuery, PreorderResponse } from './preorder.dto.js';
import { preorderNotOpen } from './preorder.errors.js';
import { PreordersService } from './preorders.service.js';

@ApiTags('Concessions')
@Controller('preorders')
export class PreordersController {
  constructor(private readonly preorders: PreordersService) {}

  @Get()
  @Roles('user')
  @ApiOperation({
    summary: 'What waits to be picked up',
    description:
      'Your own, the latest first. For cashiers with `cinema_id`: what that cinema has to hand over, the most urgent first. `sort` takes `created_at`, `needed_at`, `expires_at`.',
  })
  @ApiAnswer(200, PreorderPage)
  @ApiProblems(validationFailed)
  list(
    @Query() query: PreorderListQuery,
    @CurrentUser() viewer: Principal,
    @Req() request: FastifyRequest,
  ): Promise<PreorderPage> {
    return this.preorders.list(query, viewer, request.url);
  }

  @Get(':pickup_code')
  @Roles('user')
  @ApiOperation({ summary: 'A pre-order of yours, or any for cashiers' })
  @ApiAnswer(200, PreorderResponse)
  @ApiProblems(validationFailed, notFound)
  get(
    @PickupCodeParam() code: string,
    @Query() { cinema_id }: PreorderQuery,
    @CurrentUser() viewer: Principal,
  ): Promise<PreorderResponse> {
    return this.preorders.get(code, viewer, cinema_id);
  }

  @Post(':pickup_code/ready')
  @Roles('cashier')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Say that a pre-order can be picked up',
    description: 'Its owner is told, by mail and in the application.',
  })
  @ApiAnswer(200, PreorderResponse)
  @ApiProblems(validationFailed, notFound, preorderNotOpen)
  ready(
    @PickupCodeParam() code: string,
    @Query() { cinema_id }: PreorderQuery,
    @CurrentUser() cashier: Principal,
  ): Promise<PreorderResponse> {
    return this.preorders.markReady(code, cashier, cinema_id);
  }

  @Post(':pickup_code/collect')
  @Roles('cashier')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Hand a pre-order over',
    description: 'Once, whether or not it was made ready before. It cannot be given back any more.',
  })
  @ApiAnswer(200, PreorderResponse)
  @ApiProblems(validationFailed, notFound, preorderNotOpen)
  collect(
    @PickupCodeParam() code: string,
    @Query() { cinema_id }: PreorderQuery,
    @CurrentUser() cashier: Principal,
  ): Promise<PreorderResponse> {
    return this.preorders.collect(code, cashier, cinema_id);
  }
}
