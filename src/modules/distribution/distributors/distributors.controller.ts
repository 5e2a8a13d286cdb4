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
import { notFound, stale, validationFailed } from '../../../platform/errors/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import {
  CreateDistributorDto,
  DistributorListQuery,
  DistributorPage,
  DistributorResponse,
  UpdateDistributorDto,
} from './distributor.dto.js';
import type { Distributor } from './distributor.js';
import { distributorExists, distributorInUse } from './distributor.errors.js';
import { distributorEtag, toDistributorResponse } from './distributor.mapper.js';
import { DistributorsService } from './distributors.service.js';

@ApiTags('Distribution')
@Roles('moderator')
@Controller('distributors')
export class DistributorsController {
  constructor(private readonly distributors: DistributorsService) {}

  @Get()
  @ApiOperation({
    summary: 'All distributors',
    description: 'Sorted by `name` unless `sort` says otherwise (`name`, `created_at`, `id`).',
  })
  @ApiAnswer(200, DistributorPage)
  @ApiProblems(validationFailed)
  list(@Query() query: DistributorListQuery, @Req() request: FastifyRequest): Promise<DistributorPage> {
    return this.distributors.list(query, request.url);
  }

  @Get(':id')
  @ApiOperation({ summary: 'A distributor' })
  @ApiAnswer(200, DistributorResponse)
  @ApiProblems(validationFailed, notFound)
  async get(
    @IdParam() id: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DistributorResponse> {
    return tagged(await this.distributors.get(id), reply);
  }

  @Post()
  @ApiOperation({ summary: 'Add a distributor' })
  @ApiAnswer(201, DistributorResponse)
  @ApiProblems(validationFailed, distributorExists)
  async create(
    @Body() dto: CreateDistributorDto,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DistributorResponse> {
    const distributor = await this.distributors.create(editor.userId, dto);
    reply.header('location', `/distributors/${distributor.id}`);
    return tagged(distributor, reply);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Edit a distributor', description: 'What is left out stays as it is.' })
  @ApiAnswer(200, DistributorResponse)
  @ApiProblems(validationFailed, notFound, distributorExists, stale)
  async update(
    @IdParam() id: number,
    @Body() dto: UpdateDistributorDto,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DistributorResponse> {
    return tagged(await this.distributors.update(editor.userId, id, dto, ifMatch), reply);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete a distributor',
    description: '409 while there are contracts with it.',
  })
  @ApiAnswer(204)
  @ApiProblems(validationFailed, notFound, distributorInUse, stale)
  delete(
    @IdParam() id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
  ): Promise<void> {
    return this.distributors.delete(editor.userId, id, ifMatch);
  }
}

function tagged(distributor: Distributor, reply: FastifyReply): DistributorResponse {
  reply.header('etag', distributorEtag(distributor));
  return toDistributorResponse(distributor);
}
