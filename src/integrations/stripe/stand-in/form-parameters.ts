/** What a form of Stripe's kind holds: `a[b][0]=c` is a list in an object. */
export type FormValue = string | FormValue[] | FormFields;

export interface FormFields {
  [name: string]: FormValue;
}

const DEEPEST = 8;

/** Reads a form-encoded body or a query. What is named twice counts as the last one. */
export function formParameters(text: string): FormFields {
  const root = emptyFields();
  for (const [key, value] of new URLSearchParams(text)) put(root, pathOf(key), value);
  return listed(root) as FormFields;
}

/** `line_items[0][quantity]` of `['line_items', '0', 'quantity']`. */
export function parameterName(path: readonly string[]): string {
  const [first = '', ...rest] = path;
  return first + rest.map((part) => `[${part}]`).join('');
}

function emptyFields(): FormFields {
  return Object.create(null) as FormFields;
}

function pathOf(key: string): string[] {
  const [, first = key, rest = ''] = /^([^[]+)((?:\[[^\]]*\])*)$/.exec(key) ?? [];
  const parts = [...rest.matchAll(/\[([^\]]*)\]/g)].map(([, part = '']) => part);
  return parts.length < DEEPEST ? [first, ...parts] : [key];
}

function put(fields: FormFields, [name = '', ...rest]: readonly string[], value: string): void {
  const key = name === '' ? String(Object.keys(fields).length) : name;
  if (rest.length === 0) {
    fields[key] = value;
    return;
  }
  const inner = fields[key];
  const next = typeof inner === 'object' && !Array.isArray(inner) ? inner : emptyFields();
  fields[key] = next;
  put(next, rest, value);
}

/** Fields that are numbered become a list. */
function listed(value: FormValue): FormValue {
  if (typeof value === 'string' || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, listed(inner)] as const);
  const isList = entries.length > 0 && entries.every(([key]) => /^\d{1,4}$/.test(key));
  if (isList) return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, inner]) => inner);
  return Object.assign(emptyFields(), Object.fromEntries(entries));
}
