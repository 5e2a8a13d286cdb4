import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import type { NewLine } from '../lines/order-line-kind.js';
import type { Order } from '../order.js';
import { CartEmptyError, NothingToBuyError } from '../orders.errors.js';
import { OrdersRepository } from '../orders.repository.js';
import { OrderPricing } from '../pricing/order-pricing.service.js';
import { ClaimService } from './claim.service.js';
import { CreateOrderDto } from './create-order.dto.js';
import { OrderPreparation } from './preparation.service.js';

/** As long as answers are kept for repeated requests. */
export const KEY_LIFE_MS = 86_400_000;

/** Making orders. */
@Injectable()
export class PlaceOrderService {
  constructor(
    private readonly transaction: Transaction,
    private readonly preparation: OrderPreparation,
    private readonly orders: OrdersRepository,
    private readonly claims: ClaimService,
    private readonly pricing: OrderPricing,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * Orders what can be bought of what was asked for; the rest is named in `excluded` (rule 13). The order waits for its
   * payment for the payment window (rule 14).
   * @param key the `Idempotency-Key`: a process that died after it made the order and before it answered leaves it to be found
   * @throws InvalidFieldsError, CartEmptyError, NothingToBuyError
   */
  place(request: CreateOrderDto, buyer: Principal, key?: string): Promise<Order> {
    return this.transaction.run(async () => {
      const made = key === undefined ? undefined : await this.madeWith(key, buyer);
      if (made) return made;
      const { lines, excluded } = await this.preparation.prepare(request, buyer);
      if (lines.length === 0)
        throw excluded.length === 0 ? new CartEmptyError() : new NothingToBuyError(excluded);
      const createdAt = this.clock.now();
      const id = await this.orders.insert({
        userId: buyer.userId,
        sellerId: null,
        customerEmail: null,
        total: totalOf(lines),
        currency: this.settings.currency,
        excluded,
        idempotencyKey: key,
        createdAt,
        expiresAt: new Date(createdAt.getTime() + this.settings.orders.paymentWindow),
      });
      const owner = { id, userId: buyer.userId, sellerId: null, customerEmail: null };
      await this.pricing.place(request, owner, await this.claims.add(owner, lines), lines);
      const order = await this.orders.find(id);
      if (!order) throw new NotFoundError('order', id);
      return order;
    });
  }

  private madeWith(key: string, { userId }: Principal): Promise<Order | undefined> {
    return this.orders.findByKey('user_id', userId, key, new Date(this.clock.now().getTime() - KEY_LIFE_MS));
  }
}

/** What lines cost together, in minor units. */
export function totalOf(lines: readonly Pick<NewLine, 'price' | 'quantity'>[]): number {
  return lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
}
