import { isIP } from 'node:net';
import { z } from 'zod';

const empty = (value: unknown): unknown =>
  typeof value === 'string' && value.trim() === '' ? undefined : value;

/** Left out, or empty, it is undefined. */
export const optional = <T extends z.ZodType>(schema: T) => z.preprocess(empty, schema.optional());

/** Left out, or empty, it is this value. */
export const withDefault = <T extends z.ZodType>(schema: T, value: z.input<T>) =>
  z.preprocess((given) => empty(given) ?? value, schema);

/** `on` or `off`, and their other words. */
export const flag = z
  .enum(['true', 'false', 'on', 'off', '1', '0'], { error: 'must be one of true, false, on, off, 1, 0' })
  .transform((value) => ['true', 'on', '1'].includes(value));

/** A whole number of these bounds. */
export const whole = (minimum: number, maximum: number) =>
  z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(minimum, `must be at least ${minimum}`)
    .max(maximum, `must be at most ${maximum}`);

/** An address with one of these protocols (`https:`). */
export const url = (...protocols: string[]) =>
  z
    .string()
    .refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
      error: `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    })
    .refine(isDecodable, { error: 'has a % that stands for itself: write it as %25' });

/** An address, or a name and an address. */
export const mailbox = z.string().transform((value, context) => {
  const sender = parseMailbox(value);
  if (sender) return sender;
  context.addIssue({
    code: 'custom',
    message: 'must be an address, or a name and an address: Name <a@b.example>',
  });
  return z.NEVER;
});

/** Words that are set apart like this. */
export const listOf = (separator: RegExp) =>
  z.string().transform((value) => value.split(separator).filter((part) => part !== ''));

/** Whether this is `true`, `false`, a number of hops, or addresses and networks separated by commas. */
export function isTrustProxy(value: string): boolean {
  return /^(true|false|\d+)$/.test(value) || value.split(',').every((part) => isNetwork(part.trim()));
}

function isNetwork(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [, address = '', length = '1'] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const longest = { 4: 32, 6: 128 }[isIP(address)] ?? 0;
  return Number(length) >= 1 && Number(length) <= longest;
}

/** `Name <address>`, `"Name" <address>` or an address alone, without a character that could end a header. */
function parseMailbox(text: string): { name: string; address: string } | undefined {
  const match = /^(?:"?([^"<>\p{Cc}]*?)"?\s*<([^<>]*)>|([^<>]*))$/u.exec(text.trim());
  const address = match?.[2] ?? match?.[3] ?? '';
  if (!/^[^\s"(),:;<>@[\\\]\p{Cc}]+@[^\s"(),:;<>@[\\\]\p{Cc}]+$/u.test(address)) return undefined;
  return { name: match?.[1] ?? '', address };
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** A key that signs: what it is known by, and the 32 bytes that it is made of. */
export interface SigningKey {
  readonly id: string;
  readonly seed: Buffer;
}

/** Keys as `<id>:<32 bytes in base64>`, joined by commas; the first signs. What is wrong is said without showing a key. */
export const signingKeys = z.string().transform((value, context) => {
  const keys = value.split(',').map((part) => parseSigningKey(part.trim()));
  const known = keys.filter((key) => key !== undefined);
  const problem =
    known.length < keys.length
      ? 'must be <id>:<32 bytes in base64>, several joined by commas; ids are 1 to 16 letters and digits'
      : new Set(known.map(({ id }) => id)).size < known.length
        ? 'names two keys alike: each has an id of its own'
        : known.some(({ seed }) => new Set(seed).size < MIN_SEED_VARIETY)
          ? 'has a key that repeats too few bytes: choose a random one'
          : undefined;
  if (problem === undefined) return known;
  context.addIssue({ code: 'custom', message: problem });
  return z.NEVER;
});

/** Random bytes have fewer different ones among 32 once in a trillion keys. */
const MIN_SEED_VARIETY = 16;

function parseSigningKey(text: string): SigningKey | undefined {
  const [, id, encoded] = /^([A-Za-z0-9]{1,16}):([A-Za-z0-9+/]{43}=)$/.exec(text) ?? [];
  if (id === undefined || encoded === undefined) return undefined;
  return { id, seed: Buffer.from(encoded, 'base64') };
}
