/** A column with an amount as minor units. */
export const minor = (column: string): string => `(${column} * 100)::integer`;

/** A parameter in minor units as an amount of a column. */
export const amountOf = (parameter: string): string => `${parameter}::numeric / 100`;
