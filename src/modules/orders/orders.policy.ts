import type { Order, OrderLine, OrderStatus } from './order.js';

/** What may follow what. `canceled → paid` is for money that arrived late and could still be used (rule 15). */
export const TRANSITIONS: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  pending: ['paid', 'canceled'],
  paid: ['refunded'],
  canceled: ['paid'],
  refunded: [],
};

/** What clients are shown as `status`. */
export const SHOWN_STATUSES = ['pending', 'paid', 'canceled'] as const;

export type ShownStatus = (typeof SHOWN_STATUSES)[number];

export const REFUND_STATES = ['none', 'partial', 'full'] as const;

export type RefundState = (typeof REFUND_STATES)[number];

/** A fully refunded order shows as canceled (rule 11). */
export function shownStatus(status: OrderStatus): ShownStatus {
  return status === 'refunded' ? 'canceled' : status;
}

export function refundState({ status, refunded }: Pick<Order, 'status' | 'refunded'>): RefundState {
  if (status === 'refunded') return 'full';
  return refunded > 0 ? 'partial' : 'none';
}

/** What a line costs after its discount, in minor units. */
export function netOf({
  price,
  quantity,
  discount,
}: Pick<OrderLine, 'price' | 'quantity' | 'discount'>): number {
  return price * quantity - discount;
}

/** How much money of an order has gone back; of what went back of a line, money went first. */
export function moneyBack({ lines }: Pick<Order, 'lines'>): number {
  return lines.reduce((sum, line) => sum + Math.min(line.refunded, netOf(line) - line.bonus), 0);
}

/** What is to be paid with money. */
export function amountDue({ total, bonus }: Pick<Order, 'total' | 'bonus'>): number {
  return total - bonus;
}

/**
 * Splits an amount over parts by the largest remainder, so that what comes out adds up to what went in (rule 19).
 * @param amount whole, not negative, at most the sum of the weights
 * @param weights whole, not negative; no part gets more than its weight
 */
export function splitOver(amount: number, weights: readonly number[]): number[] {
  const sum = BigInt(weights.reduce((total, weight) => total + weight, 0));
  if (sum === 0n) return weights.map(() => 0);
  // Products of two amounts are more than a number holds exactly.
  const products = weights.map((weight) => BigInt(amount) * BigInt(weight));
  const parts = products.map((product) => Number(product / sum));
  const byRemainder = products
    .map((product, index) => ({ index, remainder: Number(product % sum) }))
    .sort((one, other) => other.remainder - one.remainder || one.index - other.index);
  const left = amount - parts.reduce((total, part) => total + part, 0);
  for (const { index } of byRemainder.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
