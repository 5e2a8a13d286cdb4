const LONGEST = 2_000;
const HIDDEN = '[hidden]';
const SECRET_NAME = String.raw`[\w-]*(?:password|passwd|secret|token|authorization|cookie|api[_-]?key|credential|signature)[\w-]*`;

const SECRETS: readonly (readonly [RegExp, string])[] = [
  // Credentials in addresses: postgres://user:password@host
  [/(\/\/)[^\s/@]+@/g, `$1${HIDDEN}@`],
  [/\b(bearer|basic)\s+[\w+/=.~-]{6,}/gi, `$1 ${HIDDEN}`],
  // name=value, name: value and "name": "value"
  [
    new RegExp(String.raw`(["']?${SECRET_NAME}["']?\s*[:=]\s*)(?:"[^"]*"|'[^']*'|[^\s,;&)}\]]+)`, 'gi'),
    `$1${HIDDEN}`,
  ],
  // JSON web tokens, keys of Stripe, tokens of Telegram bots
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, HIDDEN],
  [/\b(?:sk|rk|pk|whsec)_\w{8,}/g, HIDDEN],
  [/\d{6,}:[\w-]{30,}/g, HIDDEN],
];

/** What went wrong in at most 2,000 characters, without passwords, tokens and keys, so that it can be kept and shown. */
export function errorText(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : `Thrown: ${String(error)}`;
  const clean = SECRETS.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);
  return clean.replaceAll('\0', '').slice(0, LONGEST);
}
