import { type AdjustableLine, type CreateOrderDto, dueOf, type Reduction } from '../../orders/index.js';
import { decimalOf } from '../../../platform/money/index.js';
import type { PromoCode, PromoScope, PromoTerms } from './promo-code.js';

const WHOLE = 10_000;
const DAYS = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];

/** Why a code gives nothing; a word for programs, and a sentence for people. */
export interface PromoRefusal {
  readonly reason: PromoRefusalReason;
  readonly message: string;
}

export const PROMO_REFUSALS = [
  'unknown-code',
  'not-started',
  'ended',
  'wrong-day',
  'used-up',
  'used-by-you',
  'account-needed',
  'not-first-order',
  'nothing-fits',
  'below-minimum',
  'nothing-to-take-off',
] as const;

export type PromoRefusalReason = (typeof PROMO_REFUSALS)[number];

/** Who wants to use a code. */
export interface PromoUser {
  /** Whether it is somebody with an account. */
  readonly isKnown: boolean;
  /** How many of their orders use the code. */
  readonly uses: number;
  /** Whether they have ordered before, and paid or are about to. */
  readonly hasOrdered: boolean;
}

/** The codes that a request names, each once whatever its case, in the order in which they are taken off. */
export function codesOf({
  promo_code: code,
  promo_codes: codes,
}: Pick<CreateOrderDto, 'promo_code' | 'promo_codes'>): string[] {
  const named = [code ?? '', ...(codes ?? [])].map((text) => text.trim()).filter((text) => text !== '');
  const upper = named.map((text) => text.toUpperCase());
  return named.filter((_, index) => upper.indexOf(upper[index] ?? '') === index);
}

/** Whether a code holds for a line. */
export function fits(scope: PromoScope, { kind, facts }: Pick<AdjustableLine, 'kind' | 'facts'>): boolean {
  const isIn = <Value>(values: readonly Value[] | undefined, value: Value | undefined): boolean =>
    values === undefined || (value !== undefined && values.includes(value));
  const { genreIds } = scope;
  return (
    isIn(scope.kinds, kind) &&
    isIn(scope.movieIds, facts.movieId) &&
    (genreIds === undefined || (facts.genreIds ?? []).some((id) => genreIds.includes(id))) &&
    isIn(scope.cinemaIds, facts.cinemaId) &&
    isIn(scope.hallTypes, facts.hallType) &&
    isIn(scope.seatCategories, facts.seatCategory) &&
    isIn(scope.itemCategories, facts.itemCategory)
  );
}

/** What a code takes off lines; percentages are rounded half up to the minor unit (rule 19). */
export function reductionOf(terms: PromoTerms, lines: readonly AdjustableLine[]): Reduction<AdjustableLine> {
  const base = baseOf(terms, lines);
  const wanted = terms.kind === 'fixed' ? terms.value : Math.floor((base * terms.value + WHOLE / 2) / WHOLE);
  return {
    amount: Math.min(wanted, base, terms.maxDiscount ?? base),
    appliesTo: (line) => fits(terms.scope, line),
  };
}

/** Every reason why a code cannot be used for lines; none where it can. */
export function refusalsOf(
  code: PromoCode,
  user: PromoUser,
  lines: readonly AdjustableLine[],
  now: Date,
): PromoRefusal[] {
  return [...timeRefusals(code, now), ...userRefusals(code, user), ...lineRefusals(code, lines)];
}

function timeRefusals({ startsAt, endsAt, weekdays }: PromoCode, now: Date): PromoRefusal[] {
  const refusals: PromoRefusal[] = [];
  if (startsAt && now < startsAt)
    refusals.push({ reason: 'not-started', message: `It holds from ${startsAt.toISOString()} on.` });
  if (endsAt && now >= endsAt)
    refusals.push({ reason: 'ended', message: `It held until ${endsAt.toISOString()}.` });
  if (weekdays && !weekdays.includes(now.getUTCDay() || 7)) {
    const days = weekdays.map((day) => DAYS[day - 1]).join(', ');
    refusals.push({ reason: 'wrong-day', message: `It holds on ${days} only (UTC).` });
  }
  return refusals;
}

function userRefusals(code: PromoCode, user: PromoUser): PromoRefusal[] {
  const { maxUses, maxUsesPerUser, firstOrderOnly, uses } = code;
  const refusals: PromoRefusal[] = [];
  if (maxUses !== null && uses >= maxUses)
    refusals.push({ reason: 'used-up', message: 'It was used as often as it can be.' });
  if (!user.isKnown && (firstOrderOnly || maxUsesPerUser !== null))
    refusals.push({ reason: 'account-needed', message: 'It is for people with an account only.' });
  if (maxUsesPerUser !== null && user.uses >= maxUsesPerUser)
    refusals.push({ reason: 'used-by-you', message: 'You have used it as often as one person can.' });
  if (firstOrderOnly && user.hasOrdered)
    refusals.push({ reason: 'not-first-order', message: 'It is for the first order only.' });
  return refusals;
}

function lineRefusals(code: PromoCode, lines: readonly AdjustableLine[]): PromoRefusal[] {
  const base = baseOf(code, lines);
  if (!lines.some((line) => fits(code.scope, line)))
    return [{ reason: 'nothing-fits', message: 'It holds for nothing of what is to be ordered.' }];
  if (code.minAmount !== null && base < code.minAmount) {
    const message = `What it holds for must come to at least ${decimalOf(code.minAmount)}; it comes to ${decimalOf(base)}.`;
    return [{ reason: 'below-minimum', message }];
  }
  return [];
}

function baseOf({ scope }: PromoTerms, lines: readonly AdjustableLine[]): number {
  return lines.reduce((sum, line) => sum + (fits(scope, line) ? dueOf(line) : 0), 0);
}
