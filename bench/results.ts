/** A number that was measured, and what was promised. */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target: { readonly atLeast: number } | { readonly atMost: number };
}

/** The results as a table, with what holds and what does not. */
export function table(results: readonly Result[]): string {
  const width = Math.max(0, ...results.map((result) => result.name.length));
  return results
    .map(({ name, value, unit, target }) => {
      const holds = 'atLeast' in target ? value >= target.atLeast : value <= target.atMost;
      const promised = 'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`;
      const shown = value >= 100 ? value.toFixed(0) : value.toFixed(2);
      return `${holds ? 'ok  ' : 'MISS'}  ${name.padEnd(width)}  ${shown.padStart(8)} ${unit.padEnd(8)} (${promised})`;
    })
    .join('\n');
}
