import type { Audience, HallType, SeatCategory } from '../halls/hall.js';
import type { PriceRule } from './price-rule.js';

/** What the price of a seat depends on. */
export interface Tariff {
  readonly seatCategory: SeatCategory;
  readonly hallType: HallType;
  readonly audience: Audience;
  /** ISO 8601, in the cinema's time. */
  readonly weekday: number;
  /** When the screening begins, "HH:MM" in the cinema's time. */
  readonly time: string;
}

/** Decimals of a factor. */
const FACTOR_DECIMALS = 4;
const ONE = 10n ** BigInt(FACTOR_DECIMALS);
/** Payment gateways take nothing below it. */
const LEAST = 50;
const MOST = 1_000_000;

/**
 * The price of a seat: the last rule with a price that fits, else the base price, times the factors of all that fit,
 * rounded once, half up. Not below what can be paid (0.50) unless it is nothing, and not above 10,000.00.
 * @param basePrice minor units
 * @returns minor units
 */
export function priceOf(basePrice: number, rules: readonly PriceRule[], tariff: Tariff): number {
  const fitting = rules.filter((rule) => fits(rule, tariff));
  const replaced = fitting.findLast((rule) => rule.price !== undefined)?.price;
  let product = replaced === undefined ? BigInt(basePrice) : scaled(replaced, 2);
  let unit = 1n;
  for (const { factor } of fitting) {
    if (factor === undefined) continue;
    product *= scaled(factor, FACTOR_DECIMALS);
    unit *= ONE;
  }
  const rounded = Number((product * 2n + unit) / (unit * 2n));
  return rounded === 0 ? 0 : Math.min(Math.max(rounded, LEAST), MOST);
}

function fits(rule: PriceRule, tariff: Tariff): boolean {
  return (
    (rule.seat_category ?? tariff.seatCategory) === tariff.seatCategory &&
    (rule.hall_type ?? tariff.hallType) === tariff.hallType &&
    (rule.audience ?? tariff.audience) === tariff.audience &&
    (rule.weekdays?.includes(tariff.weekday) ?? true) &&
    isWithin(tariff.time, rule.from ?? '00:00', rule.until ?? '24:00')
  );
}

function isWithin(time: string, from: string, until: string): boolean {
  return from < until ? from <= time && time < until : from <= time || time < until;
}

/** A decimal number as a whole number of its smallest parts. */
function scaled(decimal: string, decimals: number): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(decimals, '0'));
}
