/** Headers of a mail besides those that every mail has. */
export type MailHeaders = Readonly<Record<string, string>>;

const NAME = /^[A-Za-z][A-Za-z-]*$/;
const VALUE = /^[\x20-\x7e]+$/;

/**
 * The headers as they are, if each is one line of ASCII.
 * @throws Error that names the header and does not show its value
 */
export function requireHeaders(headers: MailHeaders): MailHeaders {
  for (const [name, value] of Object.entries(headers)) {
    if (!NAME.test(name) || !VALUE.test(value)) {
      throw new Error(`The header ${JSON.stringify(name)} is not one that a mail can have.`);
    }
  }
  return headers;
}
