/** Who a mail is from. */
export interface MailSender {
  /** Shown beside the address; may be empty. */
  readonly name: string;
  readonly address: string;
}

/** As long as a path in SMTP may be (RFC 5321, 4.5.3.1.3). */
const LONGEST = 254;
const CONTROLS = /\p{Cc}|\p{Zl}|\p{Zp}/u;
const ADDRESS = /^[^<>]+@[^\s<>@]+$/u;

/**
 * The address as it is, if a header or an SMTP command can hold it.
 * @throws Error that does not show it: callers check what people type in before they get here
 */
export function requireAddress(address: string): string {
  if (address.length <= LONGEST && !CONTROLS.test(address) && ADDRESS.test(address)) return address;
  throw new Error('This is not an address that mails can be sent to.');
}

/** Characters that end lines or turn the direction of what follows, and halves of characters: of no use in a mail. */
const BREAKERS = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;

/** The same data with every text in it on one line, so that it cannot pass for a header or a paragraph of ours. */
export function onOneLine(data: unknown): unknown {
  if (typeof data === 'string') return data.replace(BREAKERS, ' ');
  if (Array.isArray(data)) return data.map(onOneLine);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, onOneLine(value)]));
}
