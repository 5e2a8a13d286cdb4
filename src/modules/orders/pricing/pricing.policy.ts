import { splitOver } from '../orders.policy.js';

/** The least that a gateway takes, in minor units: what is due is nothing, or at least this (rule 19). */
export const LEAST_DUE = 50;

/** What prices are computed of. Amounts in minor units. */
export interface ReducibleLine {
  /** Of one piece. */
  readonly price: number;
  readonly quantity: number;
  /** Taken off the whole line. */
  readonly discount: number;
  /** The part of the line that points pay. */
  readonly bonus: number;
}

/** What is to be taken off an order. */
export interface Reduction<Line extends ReducibleLine = ReducibleLine> {
  /** Minor units; more than there is to take off is cut. */
  readonly amount: number;
  readonly appliesTo: (line: Line) => boolean;
}

/** What is to be taken off the lines that are left when everything before it was taken off. */
export type ReductionRule<Line extends ReducibleLine = ReducibleLine> = (
  lines: readonly Line[],
) => Reduction<Line>;

/** What a line is to be paid with in money. */
export function dueOf({ price, quantity, discount, bonus }: ReducibleLine): number {
  return price * quantity - discount - bonus;
}

/** What lines add up to. */
export function sumsOf(lines: readonly ReducibleLine[]): { total: number; discount: number; bonus: number } {
  return lines.reduce(
    ({ total, discount, bonus }, line) => ({
      total: total + line.price * line.quantity - line.discount,
      discount: discount + line.discount,
      bonus: bonus + line.bonus,
    }),
    { total: 0, discount: 0, bonus: 0 },
  );
}

/**
 * Takes something off lines, as a discount or as points that pay. The parts add up to what was taken off, no line gets below
 * nothing, and what is due of all lines afterwards is nothing, at least `least`, or what it was.
 * @param least what must be left to pay, unless nothing is
 */
export function takeOff<Line extends ReducibleLine>(
  lines: readonly Line[],
  { amount, appliesTo }: Reduction<Line>,
  as: 'discount' | 'bonus',
  least: number,
): { readonly lines: Line[]; readonly taken: number } {
  const weights = lines.map((line) => (appliesTo(line) ? dueOf(line) : 0));
  const most = weights.reduce((sum, weight) => sum + weight, 0);
  const due = lines.reduce((sum, line) => sum + dueOf(line), 0);
  const taken = payable(Math.min(amount, most), due, least);
  const parts = splitOver(taken, weights);
  return { lines: lines.map((line, index) => ({ ...line, [as]: line[as] + (parts[index] ?? 0) })), taken };
}

function payable(wanted: number, due: number, least: number): number {
  const left = due - wanted;
  return left === 0 || left >= least ? wanted : Math.max(0, due - least);
}
