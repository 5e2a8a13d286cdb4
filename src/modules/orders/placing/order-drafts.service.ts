import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/index.js';
import { Transaction } from '../../../platform/database/index.js';
import type { Prepared } from '../lines/order-line-kind.js';
import type { CreateOrderDto } from './create-order.dto.js';
import { OrderPreparation } from './preparation.service.js';

/** What a request for an order would come to, without ordering. */
@Injectable()
export class OrderDrafts {
  constructor(
    private readonly transaction: Transaction,
    private readonly preparation: OrderPreparation,
  ) {}

  /**
   * Prepares an order as if it were placed, and undoes that. Not inside a transaction.
   * @throws InvalidFieldsError
   */
  async of(request: CreateOrderDto, buyer: Principal): Promise<Prepared> {
    try {
      return await this.transaction.run(async (): Promise<never> => {
        throw new Draft(await this.preparation.prepare(request, buyer));
      });
    } catch (error) {
      if (error instanceof Draft) return error.prepared;
      throw error;
    }
  }
}

/** Leaves the transaction with what was prepared in it. */
class Draft extends Error {
  constructor(readonly prepared: Prepared) {
    super('The draft of an order was undone.');
  }
}
