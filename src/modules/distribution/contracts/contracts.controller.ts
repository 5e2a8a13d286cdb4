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
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { notFound, stale, validationFailed } from '../../../platform/errors/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { ApiAnswer, ApiBodies, ApiProblems } from '../../../platform/openapi/index.js';
import type { RentalContract } from './contract.js';
import { ContractListQuery, RentalContractPage, RentalContractResponse } from './contract.dto.js';
import { contractOverlaps, contractSettled } from './contract.errors.js';
import { CreateRentalContractDto, UpdateRentalContractDto } from './contract-input.dto.js';
import { contractEtag, toContractResponse } from './contract.mapper.js';
import { ContractsService } from './contracts.service.js';

const A_FILM = '0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11';

@ApiTags('Distribution')
@Roles('moderator')
@Controller('rental-contracts')
export class ContractsController {
  constructor(
    private readonly contracts: ContractsService,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'All contracts',
    description:
      'Filters combine. What begins last comes first, unless `sort` says otherwise (`starts_on`, `ends_on`, `created_at`, `id`).',
  })
  @ApiAnswer(200, RentalContractPage)
  @ApiProblems(validationFailed)
  list(@Query() query: ContractListQuery, @Req() request: FastifyRequest): Promise<RentalContractPage> {
    return this.contracts.list(query, request.url);
  }

  @Get(':id')
  @ApiOperation({ summary: 'A contract' })
  @ApiAnswer(200, RentalContractResponse)
  @ApiProblems(validationFailed, notFound)
  async get(
    @IdParam() id: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RentalContractResponse> {
    return this.tagged(await this.contracts.get(id), reply);
  }

  @Post()
  @ApiOperation({
    summary: 'Make a contract',
    description:
      'For a film, on all days from `starts_on` to `ends_on`. Film weeks are seven days each, from the first day on. Where several contracts fit a screening, the narrowest wins: one for a cinema before one for a type of hall, before one for a format. Two with the same scope cannot overlap.',
  })
  @ApiBodies(CreateRentalContractDto, {
    'Four shares': {
      distributor_id: 1,
      movie_uuid: A_FILM,
      starts_on: '2026-11-19',
      ends_on: '2027-01-20',
      weekly_shares: '60,50,40,35',
    },
    'With everything, for the large halls of a cinema': {
      distributor_id: 1,
      movie_uuid: A_FILM,
      cinema_id: 1,
      hall_type: 'imax',
      format: '3D',
      starts_on: '2026-11-19',
      ends_on: '2027-01-20',
      weekly_shares: ['62.50', '55.00', '40.00'],
      minimum_guarantee: '5000.00',
      tax_included: true,
      tax_percent: '7.00',
      house_costs: '250.00',
      reference: 'NL-2026-117',
      notes: 'No screenings before 17:00 in the first week.',
    },
  })
  @ApiAnswer(201, RentalContractResponse)
  @ApiProblems(validationFailed, contractOverlaps)
  async create(
    @Body() dto: CreateRentalContractDto,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RentalContractResponse> {
    const contract = await this.contracts.create(editor.userId, dto);
    reply.header('location', `/rental-contracts/${contract.id}`);
    return this.tagged(contract, reply);
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Edit a contract',
    description:
      'What is left out stays as it is. Once a film week is settled or something is paid, only the last day (not before what was settled), reference and notes can be edited.',
  })
  @ApiBodies(UpdateRentalContractDto, {
    'Two weeks longer': { ends_on: '2027-02-03' },
    'Other shares': { weekly_shares: '55,50,45' },
  })
  @ApiAnswer(200, RentalContractResponse)
  @ApiProblems(validationFailed, notFound, contractOverlaps, contractSettled, stale)
  async update(
    @IdParam() id: number,
    @Body() dto: UpdateRentalContractDto,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RentalContractResponse> {
    return this.tagged(await this.contracts.update(editor.userId, id, dto, ifMatch), reply);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete a contract',
    description: '409 once a film week is settled or something is paid.',
  })
  @ApiAnswer(204)
  @ApiProblems(validationFailed, notFound, contractSettled, stale)
  delete(
    @IdParam() id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
  ): Promise<void> {
    return this.contracts.delete(editor.userId, id, ifMatch);
  }

  private tagged(contract: RentalContract, reply: FastifyReply): RentalContractResponse {
    reply.header('etag', contractEtag(contract));
    return toContractResponse(contract, { currency: this.settings.currency, now: this.clock.now() });
  }
}
