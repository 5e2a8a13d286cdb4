import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { type Page, walk, type WalkOrder } from '../../../platform/lists/index.js';
import type { BonusResponse, BonusTransactionQuery, BonusTransactionResponse } from './bonus.dto.js';
import { toBonusResponse, toBonusTransactionResponse } from './bonus.mapper.js';
import { BonusStatementRepository } from './bonus-statement.repository.js';

const ORDER: WalkOrder = {
  columns: { created_at: { sql: 't.created_at', type: 'timestamptz' } },
  idSql: 't.id',
};

/** Looking at one's points. */
@Injectable()
export class BonusStatementService {
  constructor(
    private readonly statements: BonusStatementRepository,
    private readonly clock: Clock,
  ) {}

  async of(userId: number): Promise<BonusResponse> {
    return toBonusResponse(await this.statements.stateOf(userId, this.clock.now()));
  }

  /** The newest first unless the query says otherwise. */
  transactions(
    userId: number,
    query: BonusTransactionQuery,
    url: string,
  ): Promise<Page<BonusTransactionResponse>> {
    const filter = { userId, reasons: query.reason };
    const sorted = { ...query, sort: query.sort ?? '-created_at' };
    return walk(this.statements, ORDER, { filter, query: sorted, url }, toBonusTransactionResponse);
  }
}
