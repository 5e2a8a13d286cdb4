import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Roles } from '../../../../platform/auth/index.js';
import { validationFailed } from '../../../../platform/errors/index.js';
import { ApiAnswer, ApiProblems } from '../../../../platform/openapi/index.js';
import { ContractProblemPage, ContractProblemQuery } from './contract-problem.dto.js';
import { ContractProblemsService } from './contract-problems.service.js';

@ApiTags('Distribution')
@Roles('moderator')
@Controller('rental-contracts/problems')
export class ContractProblemsController {
  constructor(private readonly problems: ContractProblemsService) {}

  @Get()
  @ApiOperation({
    summary: 'Screenings without a contract',
    description:
      'Shown or coming, and in no settlement. Of the last 30 days and the next 14 unless `from` and `to` say otherwise. Sorted by `starts_at` unless `sort` says otherwise (`starts_at`, `screening_id`).',
  })
  @ApiAnswer(200, ContractProblemPage)
  @ApiProblems(validationFailed)
  list(@Query() query: ContractProblemQuery, @Req() request: FastifyRequest): Promise<ContractProblemPage> {
    return this.problems.list(query, request.url);
  }
}
