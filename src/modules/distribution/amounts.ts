import { decimalOf } from '../../platform/money/index.js';

/** An amount of a row as minor units, which is what the program calculates in. */
export const minor = (column: string): string => `(${column} * 100)::float8`;

/** A parameter in minor units as the amount that is kept. */
export const amountOf = (placeholder: string): string => `${placeholder}::numeric / 100`;

/** Minor units as they go over the wire; corrections may be negative. */
export function moneyOf(minorUnits: number): string {
  return minorUnits < 0 ? `-${decimalOf(-minorUnits)}` : decimalOf(minorUnits);
}
