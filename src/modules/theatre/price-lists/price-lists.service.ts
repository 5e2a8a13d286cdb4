import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { type FieldError, InvalidFieldsError, NotFoundError } from '../../../platform/errors/index.js';
import { requireMatch } from '../../../platform/http/index.js';
import { CinemasRepository } from '../cinemas/cinemas.repository.js';
import { type PriceList, PriceListsRepository } from './price-lists.repository.js';
import type { PriceRule } from './price-rule.js';
import { SeatPrices } from './seat-prices.js';

/** The price lists of cinemas. */
@Injectable()
export class PriceListsService {
  constructor(
    private readonly transaction: Transaction,
    private readonly cinemas: CinemasRepository,
    private readonly lists: PriceListsRepository,
    private readonly prices: SeatPrices,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError */
  async get(cinemaId: number): Promise<PriceList> {
    if (!(await this.cinemas.find(cinemaId))) throw new NotFoundError('cinema', cinemaId);
    return this.lists.find(cinemaId);
  }

  /**
   * Puts these rules in the place of all that there were. What is held or sold keeps its price.
   * @param ifMatch the ETag that the editor saw, if they said so
   * @throws NotFoundError, StaleError, InvalidFieldsError
   */
  async save(
    actorId: number,
    cinemaId: number,
    rules: readonly PriceRule[],
    ifMatch: string | undefined,
  ): Promise<PriceList> {
    const faults = rules.flatMap(faultsOf);
    if (faults.length > 0) throw new InvalidFieldsError(faults);
    return this.transaction.run(async () => {
      const cinema = await this.cinemas.lock(cinemaId, { alone: false });
      if (!cinema) throw new NotFoundError('cinema', cinemaId);
      const former = await this.lists.find(cinemaId);
      requireMatch(ifMatch, String(former.version), 'price list');
      const list = await this.lists.save(cinemaId, rules, this.clock.now());
      await this.audit.record({
        actorId,
        action: 'price-list.set',
        target: `cinema:${cinemaId}`,
        before: { rules: former.rules },
        after: { rules: list.rules },
      });
      this.transaction.afterCommit(() => this.prices.forget(cinemaId));
      return list;
    });
  }
}

function faultsOf({ factor, price, from, until }: PriceRule, index: number): FieldError[] {
  const faults: FieldError[] = [];
  if ((factor === undefined) === (price === undefined)) {
    faults.push({ field: `rules[${index}].factor`, message: 'or price is needed, and only one of them' });
  }
  if (from !== undefined && from === until) {
    faults.push({ field: `rules[${index}].until`, message: 'must be another time than from' });
  }
  return faults;
}
