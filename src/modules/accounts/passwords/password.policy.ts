/** bcrypt looks at 72 bytes; what is longer is refused, never cut (rule 1). */
const MAX_BYTES = 72;
const MIN_BYTES = 8;

/** What a password must be, in words. */
export const PASSWORD_RULE =
  '8 to 72 bytes, with an upper- and a lower-case letter, a digit and a special character; not the e-mail.';

/**
 * Says what is wrong with a new password, or undefined when it will do (rule 1).
 * @param email the account's e-mail, which the password must not be
 */
export function weaknessOfPassword(password: string, email: string): string | undefined {
  const bytes = Buffer.byteLength(password);
  if (bytes < MIN_BYTES) return `must have at least ${MIN_BYTES} bytes`;
  if (bytes > MAX_BYTES) return `must have at most ${MAX_BYTES} bytes`;
  if (password.includes('\0')) return 'must not contain the NUL character';
  const lacking = [
    ...(/\p{Lu}/u.test(password) ? [] : ['an upper-case letter']),
    ...(/\p{Ll}/u.test(password) ? [] : ['a lower-case letter']),
    ...(/\p{Nd}/u.test(password) ? [] : ['a digit']),
    ...(/[^\p{L}\p{N}]/u.test(password) ? [] : ['a special character']),
  ];
  if (lacking.length > 0) return `lacks ${lacking.join(', ')}`;
  const same = (one: string, other: string): boolean =>
    one.trim().toLowerCase() === other.trim().toLowerCase();
  return same(password, email) ? 'must not be the e-mail' : undefined;
}
