import { DomainError, problemType } from '../../../platform/errors/index.js';

export const contractOverlaps = problemType('contract-overlaps', {
  kind: 'conflict',
  title: 'There is such a contract on some of these days',
  explanation:
    'On each day a film has one contract for the same cinema, type of hall and format at most; `contract_id`, `starts_on` and `ends_on` name the other one. Choose other days, edit that one, or narrow the scope: a contract for a cinema, a type of hall or a format goes before a general one.',
  example: 'Contract 3 is for the same film and scope from 2026-11-01 to 2026-12-31.',
});

export const contractSettled = problemType('contract-settled', {
  kind: 'conflict',
  title: 'Money was settled or paid on the contract',
  explanation:
    'Its distributor, film, scope, first day, shares, guarantee, tax and house costs stay as they were settled; `fields` names what was to be changed. Its last day can be moved, though not before `settled_until`, and reference and notes can be edited. What was wrong in a settlement is put right by a correction.',
  example: 'Film weeks were settled until 2026-11-18, or paid: weekly_shares cannot be changed.',
});

/** A contract that is in the way of another. */
export interface OtherContract {
  readonly id: number;
  readonly startsOn: string;
  readonly endsOn: string;
}

/** The film has a contract with the same scope on some of the days. */
export class ContractOverlapsError extends DomainError {
  /** @param other undefined where it came in between */
  constructor(other: OtherContract | undefined) {
    const text = other
      ? `Contract ${other.id} is for the same film and scope from ${other.startsOn} to ${other.endsOn}.`
      : 'A contract for the same film and scope was made at this moment.';
    super(contractOverlaps, text, {
      contract_id: other?.id ?? null,
      starts_on: other?.startsOn ?? null,
      ends_on: other?.endsOn ?? null,
    });
  }
}

/** Something was to be changed that money was counted by. */
export class ContractSettledError extends DomainError {
  /**
   * @param fields what was to be changed, by the names that clients use; none where it was to be deleted
   * @param settledUntil the last day that was settled; null where something was paid only
   */
  constructor(fields: readonly string[], settledUntil: string | null) {
    const what = fields.length === 0 ? 'it cannot be deleted' : `${fields.join(', ')} cannot be changed`;
    const why =
      settledUntil === null ? 'Something was paid' : `Film weeks were settled until ${settledUntil}`;
    super(contractSettled, `${why}: ${what}.`, { fields, settled_until: settledUntil });
  }
}
