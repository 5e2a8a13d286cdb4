import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../../platform/auth/index.js';
import { Clock } from '../../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../../platform/config/index.js';
import { decimalOf } from '../../../../platform/money/index.js';
import {
  type AdjustableLine,
  LEAST_DUE,
  type NewLine,
  OrderDrafts,
  sumsOf,
  takeOff,
} from '../../../orders/index.js';
import type { PromoCode } from '../promo-code.js';
import { PromoCodesRepository } from '../promo-codes.repository.js';
import { PromoGuesses } from '../promo-guesses.service.js';
import { type PromoRefusal, reductionOf, refusalsOf } from '../promo-terms.policy.js';
import { PromoUsesRepository } from '../promo-uses.repository.js';
import { NOTHING_OFF, UNKNOWN } from '../refusals.js';
import type { PromoQuoteDto, PromoQuoteResponse } from './promo-quote.dto.js';

type QuotedLine = AdjustableLine & Pick<NewLine, 'title'>;

/** What promo codes would give, before anything is ordered. */
@Injectable()
export class PromoQuotes {
  constructor(
    private readonly promos: PromoCodesRepository,
    private readonly uses: PromoUsesRepository,
    private readonly guesses: PromoGuesses,
    private readonly drafts: OrderDrafts,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** @throws TooManyRequestsError, InvalidFieldsError */
  async quote(dto: PromoQuoteDto, buyer: Principal, address: string): Promise<PromoQuoteResponse> {
    const { code, ...request } = dto;
    const promo = await this.guesses.counted(buyer.userId, address, () => this.promos.findByCode(code));
    const draft = await this.drafts.of(request, buyer);
    const lines = draft.lines.map(toQuoted);
    if (!promo) return this.answer(code, [UNKNOWN], lines);
    const user = await this.uses.userOf(promo.id, buyer.userId, null);
    const reasons = refusalsOf(promo, user, lines, this.clock.now());
    return reasons.length > 0 ? this.answer(promo.code, reasons, lines) : this.reduced(promo, lines);
  }

  private reduced(promo: PromoCode, lines: readonly QuotedLine[]): PromoQuoteResponse {
    const { lines: reduced, taken } = takeOff(lines, reductionOf(promo, lines), 'discount', LEAST_DUE);
    return this.answer(promo.code, taken === 0 ? [NOTHING_OFF] : [], reduced);
  }

  private answer(
    code: string,
    reasons: readonly PromoRefusal[],
    lines: readonly QuotedLine[],
  ): PromoQuoteResponse {
    const { total, discount } = sumsOf(lines);
    return {
      code,
      applies: reasons.length === 0,
      reasons: [...reasons],
      lines: lines.map((line) => ({
        kind: line.kind,
        title: line.title,
        quantity: line.quantity,
        price: decimalOf(line.price * line.quantity),
        discount: decimalOf(line.discount),
      })),
      discount: decimalOf(discount),
      total_amount: decimalOf(total),
      currency: this.settings.currency,
    };
  }
}

function toQuoted({ kind, title, price, quantity, facts = {} }: NewLine): QuotedLine {
  return { kind, title, price, quantity, discount: 0, bonus: 0, facts };
}
