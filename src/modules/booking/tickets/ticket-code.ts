import { randomBytes } from 'node:crypto';

/** Thirty-two letters and digits that nobody takes for another: five bits each. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 16;
const WHOLE = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);

/** A code of 80 random bits (rule 26). */
export function newTicketCode(): string {
  return Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length] ?? '').join('');
}

/** The code that somebody means, however they space and write it; undefined for what is none. */
export function readTicketCode(text: string): string | undefined {
  const code = text.replace(/[\s-]/g, '').toUpperCase();
  return WHOLE.test(code) ? code : undefined;
}

/** A code as people read it to each other: in groups of four. */
export function groupedCode(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? code;
}
