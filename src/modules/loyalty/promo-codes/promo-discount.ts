import {
  type AdjustableLine,
  AdjustsPrices,
  type CreateOrderDto,
  type LineOrder,
  type Order,
  type PriceAdjustment,
  PromoCodeRefusedError,
  type ReductionRule,
} from '../../orders/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { currentRequest } from '../../../platform/http/index.js';
import type { PromoCode } from './promo-code.js';
import { PromoCodesRepository } from './promo-codes.repository.js';
import { PromoGuesses } from './promo-guesses.service.js';
import { requireCount } from './promo-count.js';
import { codesOf, reductionOf, refusalsOf } from './promo-terms.policy.js';
import { PromoUsesRepository } from './promo-uses.repository.js';
import { NOTHING_OFF, UNKNOWN } from './refusals.js';

/**
 * Promo codes of orders; each takes off what the ones before it leave. An open order holds one use of each, and gives it back when
 * it ends without payment; what was used stays used when a paid order is given back. The terms are kept with the use, so that an
 * edit changes no order.
 */
@AdjustsPrices()
export class PromoDiscount implements PriceAdjustment {
  readonly phase = 'discount';
  readonly requestFields = ['promo_code', 'promo_codes'] as const;

  constructor(
    private readonly promos: PromoCodesRepository,
    private readonly uses: PromoUsesRepository,
    private readonly guesses: PromoGuesses,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * Who orders for the first time does so once, with whichever code.
   * @throws InvalidFieldsError for more codes than an order takes
   */
  async enter(request: CreateOrderDto, userId: number | null): Promise<void> {
    const codes = codesOf(request);
    requireCount(codes.length, this.settings.promoCodesPerOrder, 'promo_codes');
    const promos: PromoCode[] = [];
    for (const code of codes) {
      const promo = await this.promos.findByCode(code);
      if (promo) promos.push(promo);
    }
    if (userId !== null && promos.some(({ firstOrderOnly }) => firstOrderOnly)) {
      await this.uses.lockPerson(userId);
    }
    for (const { code } of promos.sort((one, other) => one.id - other.id)) await this.promos.lockByCode(code);
  }

  reenter({ id }: LineOrder): Promise<void> {
    return this.uses.lockOf(id);
  }

  /** @throws PromoCodeRefusedError, TooManyRequestsError */
  async ask(
    request: CreateOrderDto,
    order: LineOrder,
    lines: readonly AdjustableLine[],
  ): Promise<readonly ReductionRule<AdjustableLine>[]> {
    const rules: ReductionRule<AdjustableLine>[] = [];
    for (const code of codesOf(request)) {
      const promo = await this.look(code, order);
      if (!promo) throw new PromoCodeRefusedError(code, [UNKNOWN]);
      const user = await this.uses.userOf(promo.id, order.userId, order.id);
      const refusals = refusalsOf(promo, user, lines, this.clock.now());
      if (refusals.length > 0) throw new PromoCodeRefusedError(promo.code, refusals);
      rules.push((left) => reductionOf(promo, left));
    }
    return rules;
  }

  async take(request: CreateOrderDto, order: LineOrder, amounts: readonly number[]): Promise<void> {
    for (const [position, code] of codesOf(request).entries()) {
      const promo = await this.promos.lockByCode(code);
      const discount = amounts[position] ?? 0;
      if (!promo || discount === 0) throw new PromoCodeRefusedError(code, [NOTHING_OFF]);
      const { id: promoId, kind, value, maxDiscount, scope } = promo;
      const terms = { kind, value, maxDiscount, scope };
      const use = { promoId, userId: order.userId, terms, discount };
      await this.uses.add(order.id, position, use, this.clock.now());
    }
  }

  async askAgain({ id }: LineOrder): Promise<readonly ReductionRule<AdjustableLine>[]> {
    const uses = await this.uses.of(id);
    return uses.map(
      ({ terms }) =>
        (left) =>
          reductionOf(terms, left),
    );
  }

  async retake({ id }: LineOrder, amounts: readonly number[]): Promise<void> {
    for (const [position, { promoId, discount }] of (await this.uses.of(id)).entries()) {
      const amount = amounts[position] ?? 0;
      if (amount !== discount) await this.uses.setDiscount(id, promoId, amount);
    }
  }

  async release({ id }: LineOrder): Promise<void> {
    await this.uses.lockOf(id);
    await this.uses.release(id, this.clock.now());
  }

  /** All of its codes or none. */
  async reclaim({ id, userId, discount }: Order): Promise<boolean> {
    if (discount === 0) return true;
    if (userId !== null && (await this.uses.isForFirstOrder(id))) await this.uses.lockPerson(userId);
    await this.uses.lockOf(id);
    for (const use of await this.uses.of(id)) {
      if (await this.uses.reclaim(id, use)) continue;
      await this.uses.release(id, this.clock.now());
      return false;
    }
    return true;
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
