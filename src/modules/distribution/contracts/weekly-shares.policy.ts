const PERCENTAGE = /^\d{1,3}(\.\d{1,2})?$/;
const ALL_PERCENT = 10_000;
export const MOST_SHARES = 52;

/** Shares of film weeks in hundredths of a percent, or what is wrong with them as the end of "weekly_shares …". */
export type ReadShares = { readonly shares: readonly number[] } | { readonly problem: string };

/** Reads a list of percentages (text or numbers), or one text with commas between them: "60,50,40". */
export function readShares(value: unknown): ReadShares {
  const parts: readonly unknown[] | undefined = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? value.split(',')
      : undefined;
  if (!parts || parts.length === 0 || parts.length > MOST_SHARES) {
    return { problem: `must be a list of 1 to ${MOST_SHARES} percentages, or one text such as "60,50,40"` };
  }
  const shares = parts.map(hundredthsOf);
  const wrong = shares.findIndex((share) => share === undefined);
  if (wrong >= 0) {
    const message = 'must be a percentage from 0 to 100 with at most two decimals';
    return { problem: `says nothing usable for film week ${wrong + 1}, which ${message}` };
  }
  return { shares: shares.filter((share) => share !== undefined) };
}

function hundredthsOf(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !PERCENTAGE.test(text.trim())) return undefined;
  const [whole = '0', fraction = ''] = text.trim().split('.');
  const hundredths = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return hundredths <= ALL_PERCENT ? hundredths : undefined;
}
