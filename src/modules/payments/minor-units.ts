/** An amount of a row as minor units, which is what the program calculates in. */
export const minor = (column: string): string => `(${column} * 100)::integer`;

/** A parameter in minor units as the amount that is kept. */
export const amountOf = (placeholder: string): string => `${placeholder}::numeric / 100`;
