import { randomBytes } from 'node:crypto';

/** Thirty-two letters and digits that nobody takes for another, read out over a counter. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 6;
const WHOLE = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);

/** What is wrong with a code that is none. */
export const PICKUP_CODE_RULE = `must be a pick-up code: ${LENGTH} letters and digits`;

export function newPickupCode(): string {
  return Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length] ?? '').join('');
}

/** The code that somebody means, however they space and write it; undefined for what is none. */
export function readPickupCode(text: string): string | undefined {
  const code = text.replace(/[\s-]/g, '').toUpperCase();
  return WHOLE.test(code) ? code : undefined;
}
