import { Controller, Get, Header, Query, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Public, Roles } from '../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../platform/errors/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { CodeParam } from './code-parameter.js';
import { TicketAccess } from './reading/ticket-access.service.js';
import { TicketListQuery, TicketPage } from './reading/ticket-list.dto.js';
import { TicketListService } from './reading/ticket-list.service.js';
import { TicketResponse } from './ticket.dto.js';
import { TicketKeys } from './ticket-keys.js';
import { VerificationKeysResponse } from './verification-key.dto.js';
import { toVerificationKeys } from './verification-key.mapper.js';

@ApiTags('Tickets')
@Roles('user')
@Controller('tickets')
export class TicketsController {
  constructor(
    private readonly lists: TicketListService,
    private readonly access: TicketAccess,
    private readonly keys: TicketKeys,
  ) {}

  @Get()
  @Header('cache-control', 'private, no-store')
  @ApiOperation({
    summary: 'Your tickets',
    description:
      'Those that you bought and did not pass on, and those that were passed on to you or bought for your address. The latest screening first, unless `sort` says otherwise (`starts_at`, `created_at`, `price`).',
  })
  @ApiAnswer(200, TicketPage)
  @ApiProblems(validationFailed)
  list(
    @Query() query: TicketListQuery,
    @CurrentUser() user: Principal,
    @Req() request: FastifyRequest,
  ): Promise<TicketPage> {
    return this.lists.own(user.userId, query, request.url);
  }

  @Get('verification-key')
  @Public()
  @Header('cache-control', 'public, max-age=300')
  @ApiOperation({
    summary: 'Keys for scanners without a connection',
    description:
      'The public keys that QR codes of tickets are verified with, the one that signs new ones first.',
  })
  @ApiAnswer(200, VerificationKeysResponse)
  verificationKeys(): VerificationKeysResponse {
    return toVerificationKeys(this.keys.all);
  }

  @RouteConfig({ hasSecretPath: true })
  @Get(':code')
  @Header('cache-control', 'private, no-store')
  @ApiOperation({ summary: 'A ticket of yours', description: 'Cashiers may see any.' })
  @ApiAnswer(200, TicketResponse)
  @ApiProblems(validationFailed, notFound)
  async get(@CodeParam() code: string, @CurrentUser() user: Principal): Promise<TicketResponse> {
    return this.lists.response(await this.access.find(code, user));
  }
}
