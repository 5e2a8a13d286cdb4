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
  PromoCodeRefusedError,
  sumsOf,
  takeOff,
} from '../../../orders/index.js';
import { PromoCodesRepository } from '../promo-codes.repository.js';
import { PromoGuesses } from '../promo-guesses.service.js';
import { requireCount } from '../promo-count.js';
import { codesOf, type PromoRefusal, reductionOf, refusalsOf } from '../promo-terms.policy.js';
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

  /** @throws TooManyRequestsError, InvalidFieldsError, PromoCodeRefusedError for one of the other codes */
  async quote(dto: PromoQuoteDto, buyer: Principal, address: string): Promise<PromoQuoteResponse> {
    const { code, with_codes, ...request } = dto;
    const others = codesOf({ promo_codes: with_codes ?? [] }).filter(
      (other) => other.toUpperCase() !== code.toUpperCase(),
    );
    requireCount(others.length + 1, this.settings.promoCodesPerOrder, 'with_codes');
    const draft = await this.drafts.of(request, buyer);
    const lines = draft.lines.map(toQuoted);
    let left: readonly QuotedLine[] = lines;
    for (const other of others) {
      const { reasons, lines: reduced } = await this.use(other, { lines, left }, buyer, address);
      if (reasons.length > 0) throw new PromoCodeRefusedError(other, reasons);
      left = reduced;
    }
    const used = await this.use(code, { lines, left }, buyer, address);
    return this.answer(used.code, used.reasons, used.lines);
  }

  /** What a code makes of the lines that the codes before it left; whether it holds is asked of all of them. */
  private async use(
    code: string,
    { lines, left }: { readonly lines: readonly QuotedLine[]; readonly left: readonly QuotedLine[] },
    { userId }: Principal,
    address: string,
  ): Promise<{ code: string; reasons: readonly PromoRefusal[]; lines: readonly QuotedLine[] }> {
    const promo = await this.guesses.counted(userId, address, () => this.promos.findByCode(code));
    if (!promo) return { code, reasons: [UNKNOWN], lines: left };
    const user = await this.uses.userOf(promo.id, userId, null);
    const reasons = refusalsOf(promo, user, lines, this.clock.now());
    if (reasons.length > 0) return { code: promo.code, reasons, lines: left };
    const { lines: reduced, taken } = takeOff(left, reductionOf(promo, left), 'discount', LEAST_DUE);
    return { code: promo.code, reasons: taken === 0 ? [NOTHING_OFF] : [], lines: reduced };
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
