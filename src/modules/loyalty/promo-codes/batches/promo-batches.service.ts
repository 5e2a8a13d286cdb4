import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../../platform/audit/index.js';
import { Clock } from '../../../../platform/clock/index.js';
import { Transaction } from '../../../../platform/database/index.js';
import { NotFoundError } from '../../../../platform/errors/index.js';
import type { CreatePromoBatchDto, PromoBatchResponse } from '../promo-code.dto.js';
import { PromoCodesRepository } from '../promo-codes.repository.js';
import { applied, NEW_PROMO } from '../promo-content.js';
import { PromoScopes } from '../promo-scopes.service.js';
import { makeCodes } from './code-maker.js';

/** Many codes at once, each for one order. */
@Injectable()
export class PromoBatches {
  constructor(
    private readonly transaction: Transaction,
    private readonly promos: PromoCodesRepository,
    private readonly scopes: PromoScopes,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidFieldsError */
  create(actorId: number, dto: CreatePromoBatchDto): Promise<PromoBatchResponse> {
    const { prefix, count, kind, value } = dto;
    return this.transaction.run(async () => {
      const scope = dto.scope ? await this.scopes.of(dto.scope) : undefined;
      const start = { ...NEW_PROMO, code: prefix, kind, value };
      const rules = { ...applied(start, dto, scope), maxUses: 1 };
      const at = this.clock.now();
      const id = await this.promos.insertBatch(prefix, count, at);
      for (let left = count; left > 0;)
        left -= await this.promos.insertMany(id, makeCodes(prefix, left), rules, at);
      const batch = { id, prefix, count, csv: `/promo-codes/batch/${id}.csv` };
      await this.audit.record({
        actorId,
        action: 'promo-batch.create',
        target: `promo-batch:${id}`,
        after: { prefix, count, kind, value },
      });
      return batch;
    });
  }

  /** @throws NotFoundError */
  async csv(id: number): Promise<string> {
    const codes = await this.promos.codesOf(id);
    if (!codes) throw new NotFoundError('batch of promo codes', id);
    return ['code,uses', ...codes.map(({ code, uses }) => `${code},${uses}`), ''].join('\r\n');
  }
}
