import { decimalOf } from '../../../platform/money/index.js';
import { contentEtag } from '../../../platform/http/index.js';
import type { PromoCode, PromoContent, PromoScope } from './promo-code.js';
import type { PromoCodeResponse, PromoScopeDto } from './promo-code.dto.js';

/** A promo code as it goes out. */
export function toPromoCodeResponse(promo: PromoCode, currency: string): PromoCodeResponse {
  return { id: promo.id, ...promoFacts(promo), uses: promo.uses, batch_id: promo.batchId, currency };
}

/** What editors say of a code, by the names that they use. */
export function promoFacts(
  promo: PromoContent,
): Omit<PromoCodeResponse, 'id' | 'uses' | 'batch_id' | 'currency'> {
  return {
    code: promo.code,
    kind: promo.kind,
    value: decimalOf(promo.value),
    max_discount: moneyOf(promo.maxDiscount),
    starts_at: promo.startsAt?.toISOString() ?? null,
    ends_at: promo.endsAt?.toISOString() ?? null,
    weekdays: promo.weekdays && [...promo.weekdays],
    first_order_only: promo.firstOrderOnly,
    min_amount: moneyOf(promo.minAmount),
    max_uses: promo.maxUses,
    max_uses_per_user: promo.maxUsesPerUser,
    scope: toScopeDto(promo.scope),
  };
}

export function promoEtag({ version }: PromoCode): string {
  return contentEtag(String(version), 'promo-code');
}

function toScopeDto(scope: PromoScope): PromoScopeDto {
  const members = {
    kinds: scope.kinds,
    movie_uuids: scope.movieUuids,
    genres: scope.genres,
    cinema_ids: scope.cinemaIds,
    hall_types: scope.hallTypes,
    seat_categories: scope.seatCategories,
    item_categories: scope.itemCategories,
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function moneyOf(amount: number | null): string | null {
  return amount === null ? null : decimalOf(amount);
}
