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
import { CurrentUser, type Principal, Public, Roles } from '../../../platform/auth/index.js';
import { notFound, stale, validationFailed } from '../../../platform/errors/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { ApiAnswer, ApiBodies, ApiProblems } from '../../../platform/openapi/index.js';
import { ConcessionListQuery, ConcessionPage, ConcessionResponse } from './item.dto.js';
import { itemExists, itemInCombo } from './item.errors.js';
import { CreateConcessionDto, UpdateConcessionDto } from './item-input.dto.js';
import { MenuEditingService } from './menu-editing.service.js';
import { MenuService, type ShownItem } from './menu.service.js';

@ApiTags('Concessions')
@Controller('concessions')
export class MenuController {
  constructor(
    private readonly menu: MenuService,
    private readonly editing: MenuEditingService,
  ) {}

  @Get()
  @Public()
  @ApiOperation({
    summary: 'What there is to eat and drink',
    description:
      'Sorted by `category,name` unless `sort` says otherwise (`category`, `name`, `price`, `created_at`, `id`). Filters combine.',
  })
  @ApiAnswer(200, ConcessionPage)
  @ApiProblems(validationFailed)
  list(@Query() query: ConcessionListQuery, @Req() request: FastifyRequest): Promise<ConcessionPage> {
    return this.menu.list(query, request.url);
  }

  @Get(':id')
  @Public()
  @ApiOperation({ summary: 'Something on the menu' })
  @ApiAnswer(200, ConcessionResponse)
  @ApiProblems(validationFailed, notFound)
  async get(
    @IdParam() id: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConcessionResponse> {
    return tagged(await this.menu.get(id), reply);
  }

  @Post()
  @Roles('moderator')
  @ApiOperation({ summary: 'Put something on the menu of a cinema' })
  @ApiBodies(CreateConcessionDto, {
    'A snack that is counted': {
      cinema_id: 1,
      name: 'Sea salt crisps',
      category: 'snack',
      size: '150 g',
      price: '3.90',
      stock: 80,
    },
    'A combo of other things': {
      cinema_id: 1,
      name: 'Matinee for two',
      category: 'combo',
      price: '14.50',
      combo_of: [
        { item_id: 1, quantity: 1 },
        { item_id: 2, quantity: 2 },
      ],
    },
  })
  @ApiAnswer(201, ConcessionResponse)
  @ApiProblems(validationFailed, itemExists)
  async create(
    @Body() dto: CreateConcessionDto,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConcessionResponse> {
    const item = await this.editing.create(editor.userId, dto);
    reply.header('location', `/concessions/${item.id}`);
    return tagged(this.menu.show(item), reply);
  }

  @Patch(':id')
  @Roles('moderator')
  @ApiOperation({
    summary: 'Edit something on the menu',
    description:
      'What is left out stays as it is. `stock` is what is left to promise from now on: what is in open orders, or waits to be picked up, is not in it. A new price is for new orders; open ones are asked to accept it at checkout.',
  })
  @ApiBodies(UpdateConcessionDto, {
    'More of it has come': { stock: 200 },
    'Not sold for now': { available: false },
    'Dearer, in the evening only': { price: '7.00', sales_from: '17:00', sales_until: '01:00' },
  })
  @ApiAnswer(200, ConcessionResponse)
  @ApiProblems(validationFailed, notFound, itemExists, itemInCombo, stale)
  async update(
    @IdParam() id: number,
    @Body() dto: UpdateConcessionDto,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConcessionResponse> {
    return tagged(this.menu.show(await this.editing.update(editor.userId, id, dto, ifMatch)), reply);
  }

  @Delete(':id')
  @Roles('moderator')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Take something off the menu',
    description: 'Who has paid for it gets it all the same; it falls out of open orders at their checkout.',
  })
  @ApiAnswer(204)
  @ApiProblems(validationFailed, notFound, itemInCombo, stale)
  delete(
    @IdParam() id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
  ): Promise<void> {
    return this.editing.delete(editor.userId, id, ifMatch);
  }
}

function tagged({ item, etag }: ShownItem, reply: FastifyReply): ConcessionResponse {
  reply.header('etag', etag);
  return item;
}
