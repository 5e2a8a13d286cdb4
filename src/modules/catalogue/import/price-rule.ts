import { minorUnitsOf } from '../../../platform/money/index.js';
import type { FilmFacts } from '../film-facts.js';

/** The facts of a film that its price can depend on. */
export type PricedFacts = Pick<FilmFacts, 'year' | 'imdb' | 'votes' | 'time'>;

/** Finds the price, in minor units, of a film that is new to the catalogue. */
export type PriceRule = (film: PricedFacts) => number;

/** What new films cost when nobody says otherwise. */
export const DEFAULT_PRICE_RULE = 'imdb>=8.5:12.99,year>=2015:9.99,else:6.99';

export const PRICE_RULE_HELP =
  'either fixed:PRICE, or conditions joined by commas of which the first that holds gives the price, the last one being else:PRICE; ' +
  'a condition is year, imdb, votes or time, then >=, <=, >, < or =, a number, a colon and the price ' +
  '(imdb>=8.5:12.99,year>=2015:9.99,else:6.99); a price is 0 or an amount from 0.50 to 10000';

/** The rule cannot be read; the message names the part and says what belongs there. */
export class PriceRuleError extends Error {
  constructor(part: string, position: number, problem: string) {
    super(`part ${position} ("${part.slice(0, 60)}") ${problem}`);
    this.name = 'PriceRuleError';
  }
}

const MAX_PARTS = 50;
const CONDITION = /^(year|imdb|votes|time)\s*(>=|<=|>|<|=)\s*(\d{1,10}(?:\.\d{1,4})?)$/;
const COMPARISONS: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  '>=': (one, other) => one >= other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
  '<': (one, other) => one < other,
  '=': (one, other) => one === other,
};

interface Clause {
  readonly holds: (film: PricedFacts) => boolean;
  readonly price: number;
}

/**
 * Reads a rule, see `PRICE_RULE_HELP`.
 * @throws PriceRuleError
 */
export function parsePriceRule(rule: string): PriceRule {
  const parts = rule.split(',').map((part) => part.trim());
  if (parts.length > MAX_PARTS)
    throw new PriceRuleError('', MAX_PARTS + 1, `is one too many: at most ${MAX_PARTS} are read`);
  const clauses = parts.map((part, index) => readClause(part, index, parts.length));
  return (film) => clauses.find((clause) => clause.holds(film))?.price ?? 0;
}

function readClause(part: string, index: number, count: number): Clause {
  const wrong = (problem: string): PriceRuleError => new PriceRuleError(part, index + 1, problem);
  const [head = '', amount, ...rest] = part.split(':').map((piece) => piece.trim());
  if (amount === undefined || rest.length > 0) throw wrong('must be a condition, a colon and a price');
  const price = minorUnitsOf(amount);
  if (price === undefined || !isSalePrice(price))
    throw wrong('must end with a price: 0 or an amount from 0.50 to 10000');
  if (head === 'fixed' && count > 1)
    throw wrong('stands alone or not at all: nothing can come before or after fixed');
  const isLast = index === count - 1;
  if (head === 'else' && !isLast) throw wrong('must be the last part: nothing after else is ever reached');
  if (head === 'fixed' || head === 'else') return { holds: () => true, price };
  const [, field, comparison = '', bound] = CONDITION.exec(head) ?? [];
  const compare = COMPARISONS[comparison];
  if (!compare)
    throw wrong(
      'must begin with year, imdb, votes or time, then >=, <=, >, < or =, and a number; or be else:PRICE or fixed:PRICE',
    );
  if (isLast) throw wrong('is the last part and must be else:PRICE, so that every film has a price');
  return { holds: (film) => compare(film[field as keyof PricedFacts], Number(bound)), price };
}

/** 0 or an amount that the payment gateway takes (rule 19 of the business). */
function isSalePrice(minorUnits: number): boolean {
  return minorUnits === 0 || (minorUnits >= 50 && minorUnits <= 1_000_000);
}
