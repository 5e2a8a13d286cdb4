import { Body, Controller, Headers, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../platform/errors/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { Idempotent } from '../../../platform/idempotency/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { notEnoughPoints } from '../../orders/index.js';
import { AdjustBonusDto, BonusTransactionResponse } from './bonus.dto.js';
import { toBonusTransactionResponse } from './bonus.mapper.js';
import { BonusAdjustments } from './bonus-adjustments.service.js';

@ApiTags('Administration')
@Roles('admin')
@Controller('admin/users/:id/bonus')
export class AdminBonusController {
  constructor(private readonly adjustments: BonusAdjustments) {}

  @Post()
  @Idempotent()
  @ApiOperation({
    summary: 'Give bonus points, or take them away',
    description: 'The reason is recorded in the audit log, and the customer is told.',
  })
  @ApiAnswer(201, BonusTransactionResponse)
  @ApiProblems(validationFailed, notFound, notEnoughPoints)
  async adjust(
    @IdParam() id: number,
    @Body() dto: AdjustBonusDto,
    @CurrentUser() actor: Principal,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<BonusTransactionResponse> {
    return toBonusTransactionResponse(await this.adjustments.adjust(actor.userId, id, dto, key));
  }
}
