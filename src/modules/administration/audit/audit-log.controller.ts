import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Roles } from '../../../platform/auth/index.js';
import { validationFailed } from '../../../platform/errors/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { AuditEntryPage, AuditLogQuery } from './audit-entry.dto.js';
import { AuditLogService } from './audit-log.service.js';

@ApiTags('Administration')
@Roles('admin')
@Controller('admin/audit-log')
export class AuditLogController {
  constructor(private readonly entries: AuditLogService) {}

  @Get()
  @ApiOperation({
    summary: 'Who changed what',
    description:
      'What administrators did to accounts and jobs, and moderators to the catalogue, each with the changed members before and after. Filters combine. The newest first, unless `sort` says otherwise (`created_at`).',
  })
  @ApiAnswer(200, AuditEntryPage)
  @ApiProblems(validationFailed)
  list(@Query() query: AuditLogQuery, @Req() request: FastifyRequest): Promise<AuditEntryPage> {
    return this.entries.list(query, request.url);
  }
}
