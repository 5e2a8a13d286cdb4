import { isEmail } from 'class-validator';

/**
 * What an e-mail must not have: names in quotes, characters that are not seen or turn the text around them, and the
 * capital İ, which the database folds into the i of another mailbox. The domain is what deleted accounts leave behind.
 */
const UNUSABLE = /["<>\p{C}\p{Z}\u0130]|@deleted\.invalid$/iu;

/** Whether an account may have this e-mail. Look-alikes that fold into other letters, as Kelvin's K does, are none. */
export function isUsableEmail(value: unknown): value is string {
  // In this order: isEmail throws at half a character.
  return (
    typeof value === 'string' && !UNUSABLE.test(value) && value === value.normalize('NFKC') && isEmail(value)
  );
}

/** Under which name an e-mail is counted: folded letter by letter, as the database does it. */
export function emailKey(email: string): string {
  return [...email].map((letter) => letter.toLowerCase()).join('');
}
