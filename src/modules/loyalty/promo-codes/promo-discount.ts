import {
  type AdjustableLine,
  AdjustsPrices,
  type CreateOrderDto,
  type LineOrder,
  type Order,
  type PriceAdjustment,
  PromoCodeRefusedError,
  type Reduction,
} from '../../orders/index.js';
import type { Principal } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { currentRequest } from '../../../platform/http/index.js';
import type { PromoCode } from './promo-code.js';
import { PromoCodesRepository } from './promo-codes.repository.js';
import { PromoGuesses } from './promo-guesses.service.js';
import { reductionOf, refusalsOf } from './promo-terms.policy.js';
import { PromoUsesRepository } from './promo-uses.repository.js';
import { NOTHING_OFF, UNKNOWN } from './refusals.js';

/**
 * Promo codes of orders. An open order holds one use, and gives it back when it ends without payment; what was used stays used
 * when a paid order is given back. The terms are kept with the use, so that an edit changes no order.
 */
@AdjustsPrices()
export class PromoDiscount implements PriceAdjustment {
  readonly phase = 'discount';
  readonly requestFields = ['promo_code'] as const;

  constructor(
    private readonly promos: PromoCodesRepository,
    private readonly uses: PromoUsesRepository,
    private readonly guesses: PromoGuesses,
    private readonly clock: Clock,
  ) {}

  /** Who orders for the first time does so once, with whichever code. */
  async enter({ promo_code: code }: CreateOrderDto, { userId }: Principal): Promise<void> {
    if (!code) return;
    const promo = await this.promos.findByCode(code.trim());
    if (promo?.firstOrderOnly) await this.uses.lockPerson(userId);
    if (promo) await this.promos.lockByCode(code.trim());
  }

  /** @throws PromoCodeRefusedError, TooManyRequestsError */
  async ask(
    { promo_code: code }: CreateOrderDto,
    order: LineOrder,
    lines: readonly AdjustableLine[],
  ): Promise<Reduction<AdjustableLine> | undefined> {
    if (!code) return undefined;
    const promo = await this.look(code.trim(), order);
    if (!promo) throw new PromoCodeRefusedError(code, [UNKNOWN]);
    const user = await this.uses.userOf(promo.id, order.userId, order.id);
    const refusals = refusalsOf(promo, user, lines, this.clock.now());
    if (refusals.length > 0) throw new PromoCodeRefusedError(promo.code, refusals);
    return reductionOf(promo, lines);
  }

  async take({ promo_code: code = '' }: CreateOrderDto, order: LineOrder, amount: number): Promise<void> {
    const promo = await this.promos.lockByCode(code.trim());
    if (!promo || amount === 0) throw new PromoCodeRefusedError(code, [NOTHING_OFF]);
    const { id: promoId, kind, value, maxDiscount, scope } = promo;
    const terms = { kind, value, maxDiscount, scope };
    await this.uses.add(order.id, { promoId, userId: order.userId, terms }, this.clock.now());
  }

  async askAgain(
    { id }: LineOrder,
    lines: readonly AdjustableLine[],
  ): Promise<Reduction<AdjustableLine> | undefined> {
    const use = await this.uses.of(id);
    return use && reductionOf(use.terms, lines);
  }

  async release({ id }: LineOrder): Promise<void> {
    await this.uses.release(id, this.clock.now());
  }

  async reclaim({ id }: Order): Promise<boolean> {
    const use = await this.uses.of(id);
    return use === undefined || this.uses.reclaim(id, use);
  }

  /** Cashiers may mistype. */
  private look(code: string, { userId, sellerId }: LineOrder): Promise<PromoCode | undefined> {
    const look = (): Promise<PromoCode | undefined> => this.promos.lockByCode(code);
    return sellerId !== null || userId === null
      ? look()
      : this.guesses.counted(userId, addressOfRequest(), look);
  }
}

/** Where the request comes from; undefined outside of one. */
function addressOfRequest(): string | undefined {
  const request = currentRequest();
  return request && 'ip' in request && typeof request.ip === 'string' ? request.ip : undefined;
}
