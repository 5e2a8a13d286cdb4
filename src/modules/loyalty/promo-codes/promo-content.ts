import { InvalidFieldsError } from '../../../platform/errors/index.js';
import type { PromoCode, PromoContent, PromoRules, PromoScope } from './promo-code.js';
import type { UpdatePromoCodeDto } from './promo-code.dto.js';

const ALL_PERCENT = 10_000;

/** What a code is where nobody says otherwise. */
export const NEW_PROMO: Omit<PromoRules, 'kind' | 'value'> = {
  maxDiscount: null,
  startsAt: null,
  endsAt: null,
  weekdays: null,
  firstOrderOnly: false,
  minAmount: null,
  maxUses: null,
  maxUsesPerUser: null,
  scope: {},
};

/**
 * A code with what an editor says of it.
 * @param scope undefined where they say nothing of it
 * @throws InvalidFieldsError
 */
export function applied(
  content: PromoContent,
  dto: UpdatePromoCodeDto,
  scope: PromoScope | undefined,
): PromoContent {
  const given = <Value>(value: Value | undefined, former: Value): Value =>
    value === undefined ? former : value;
  const changed: PromoContent = {
    code: dto.code ?? content.code,
    kind: dto.kind ?? content.kind,
    value: dto.value ?? content.value,
    maxDiscount: given(dto.max_discount, content.maxDiscount),
    startsAt: given(dto.starts_at, content.startsAt),
    endsAt: given(dto.ends_at, content.endsAt),
    weekdays: given<readonly number[] | null>(dto.weekdays, content.weekdays),
    firstOrderOnly: dto.first_order_only ?? content.firstOrderOnly,
    minAmount: given(dto.min_amount, content.minAmount),
    maxUses: given(dto.max_uses, content.maxUses),
    maxUsesPerUser: given(dto.max_uses_per_user, content.maxUsesPerUser),
    scope: scope ?? content.scope,
  };
  requireSense(changed);
  return changed;
}

/**
 * @param most how often the person who used it most did
 * @throws InvalidFieldsError where limits are below what was used already
 */
export function requireRoom(content: PromoContent, { uses }: PromoCode, most: number): void {
  const { maxUses, maxUsesPerUser } = content;
  if (maxUses !== null && maxUses < uses)
    throw new InvalidFieldsError([
      { field: 'max_uses', message: `must be at least ${uses}: so many orders use it` },
    ]);
  if (maxUsesPerUser !== null && maxUsesPerUser < most) {
    const message = `must be at least ${most}: somebody has used it so often`;
    throw new InvalidFieldsError([{ field: 'max_uses_per_user', message }]);
  }
}

function requireSense({ kind, value, maxDiscount, startsAt, endsAt }: PromoContent): void {
  const errors = [
    kind === 'percent' && value > ALL_PERCENT && { field: 'value', message: 'must be at most 100 percent' },
    kind === 'fixed' &&
      maxDiscount !== null && { field: 'max_discount', message: 'is for codes of the kind percent' },
    startsAt !== null &&
      endsAt !== null &&
      startsAt >= endsAt && { field: 'ends_at', message: 'must be after starts_at' },
  ].filter((error) => error !== false);
  if (errors.length > 0) throw new InvalidFieldsError(errors);
}
