import type { ContractTerms } from './contract.js';
import { ContractSettledError } from './contract.errors.js';

/** What may be edited whatever was settled. */
const FREE = ['ends_on', 'reference', 'notes'];

/**
 * Keeps what money was counted by as it is.
 * @param changed the fields that differ, by the names that clients use
 * @throws ContractSettledError
 */
export function requireAsSettled(
  { endsOn }: Pick<ContractTerms, 'endsOn'>,
  changed: readonly string[],
  { settledUntil, isPaid }: { readonly settledUntil: string | null; readonly isPaid: boolean },
): void {
  if (settledUntil === null && !isPaid) return;
  const kept = changed.filter((field) => !FREE.includes(field));
  if (settledUntil !== null && endsOn < settledUntil) kept.push('ends_on');
  if (kept.length > 0) throw new ContractSettledError(kept, settledUntil);
}
