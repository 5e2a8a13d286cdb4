import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../../platform/auth/index.js';
import { Transaction } from '../../../../platform/database/index.js';
import { InvalidFieldsError } from '../../../../platform/errors/index.js';
import {
  amountDue,
  CounterRefunds,
  CounterSales,
  type HandedOut,
  type Order,
} from '../../../orders/index.js';
import { HoldsService } from '../../holds/holds.service.js';
import { ShiftsService } from '../shifts/shifts.service.js';
import type { CounterRefundDto, HandedOutResponse, SaleResponse, SellDto } from './sale.dto.js';
import { SalePresenter } from './sale-presenter.service.js';

/** What cashiers do for customers: each deed and its entry in the till are one. */
@Injectable()
export class CounterDesk {
  constructor(
    private readonly transaction: Transaction,
    private readonly shifts: ShiftsService,
    private readonly holds: HoldsService,
    private readonly sales: CounterSales,
    private readonly refunds: CounterRefunds,
    private readonly presenter: SalePresenter,
  ) {}

  /**
   * Sells seats, snacks or both: all that was asked for, or nothing. Cashiers may leave single seats, and take as many as they like.
   * @param key the `Idempotency-Key`: a process that died after it sold and before it answered leaves it to be found
   * @throws what holding seats for cashiers throws; InvalidFieldsError, NotAllForSaleError
   */
  async sell(dto: SellDto, seller: Principal, key?: string): Promise<SaleResponse> {
    const order = await this.transaction.run(async () => {
      const made = key === undefined ? undefined : await this.sales.madeWith(key, seller);
      return made ?? (await this.sellNow(dto, seller, key));
    });
    return this.presenter.present(order);
  }

  /**
   * Takes back lines of an order that was sold at the counter, and hands the money out.
   * @throws what refunds at the counter throw
   */
  async refund(orderId: number, dto: CounterRefundDto, by: Principal): Promise<HandedOutResponse> {
    const { lines, reason } = dto;
    const method = dto.method ?? undefined;
    const done = await this.handingOut(by, () => this.refunds.refund(orderId, { lines, reason, method }, by));
    return this.presenter.presentHandedOut(done);
  }

  /**
   * Hands out money that was given back elsewhere.
   * @throws NotFoundError, NotSoldAtCounterError, NothingWaitsError
   */
  async payOut(orderId: number, by: Principal): Promise<HandedOutResponse> {
    return this.presenter.presentHandedOut(await this.handingOut(by, () => this.refunds.handOut(orderId)));
  }

  private sellNow(dto: SellDto, seller: Principal, key: string | undefined): Promise<Order> {
    const { method, concessions, promo_code, promo_codes } = dto;
    const wish = wishOf(dto);
    return this.shifts.within(seller.userId, async () => {
      const hold = wish && (await this.holds.take({ ...wish, actor: seller, exempt: true }));
      const result = await this.sales.sell(
        { include_cart: false, hold_ids: hold && [hold.id], concessions, promo_code, promo_codes },
        { seller, customerEmail: dto.customer_email ?? null, method, key },
      );
      return { result, entry: { orderId: result.id, kind: 'sale', method, amount: amountDue(result) } };
    });
  }

  private handingOut(by: Principal, work: () => Promise<HandedOut>): Promise<HandedOut> {
    return this.shifts.within(by.userId, async () => {
      const result = await work();
      const { order, amount, method } = result;
      return { result, entry: { orderId: order.id, kind: 'refund', method, amount } };
    });
  }
}

/** The seats that are sold, if any are. @throws InvalidFieldsError for half of what names them, and where nothing is sold */
function wishOf({ screening_id: screeningId, seat_ids: seatIds, audience, concessions }: SellDto) {
  if (typeof screeningId === 'number' && seatIds)
    return { screeningId, seatIds, audience: audience ?? 'adult' };
  const isOne = typeof screeningId === 'number' || seatIds;
  if (!isOne && concessions) return undefined;
  const fields = isOne ? [seatIds ? 'screening_id' : 'seat_ids'] : ['screening_id', 'seat_ids'];
  const message = isOne ? 'is needed with the other one' : 'is needed, unless there are concessions';
  throw new InvalidFieldsError(fields.map((field) => ({ field, message })));
}
