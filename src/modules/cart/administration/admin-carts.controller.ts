import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Roles } from '../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../platform/errors/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { AdminCartListQuery, AdminCartPage, AdminCartResponse } from './admin-cart.dto.js';
import { AdminCartsService } from './admin-carts.service.js';

@ApiTags('Administration')
@Roles('admin')
@Controller('admin')
export class AdminCartsController {
  constructor(private readonly carts: AdminCartsService) {}

  @Get('carts')
  @ApiOperation({
    summary: 'Carts with their contents',
    description:
      'Empty ones are left out. Filters combine. Those begun last first, unless `sort` says otherwise (`id`, `user_id`, `email`). Prices and availability are those of this moment, for the owner of the cart.',
  })
  @ApiAnswer(200, AdminCartPage)
  @ApiProblems(validationFailed)
  list(@Query() query: AdminCartListQuery, @Req() request: FastifyRequest): Promise<AdminCartPage> {
    return this.carts.list(query, request.url);
  }

  @Get('users/:id/cart')
  @ApiOperation({ summary: "Somebody's cart", description: 'An empty one for who never used one.' })
  @ApiAnswer(200, AdminCartResponse)
  @ApiProblems(validationFailed, notFound)
  get(@IdParam() id: number): Promise<AdminCartResponse> {
    return this.carts.of(id);
  }
}
