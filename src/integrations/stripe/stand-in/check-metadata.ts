import { badParameter } from './api-error.js';
import type { FormValue } from './form-parameters.js';

const MOST_KEYS = 50;
const LONGEST_KEY = 40;
const LONGEST_VALUE = 500;

/** @throws ApiError beyond the limits that Stripe has for metadata */
export function checkMetadata(value: FormValue, name: string): Record<string, string> {
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw badParameter(name, undefined, `The parameter ${name} is an object of names and texts.`);
  }
  const entries = Object.entries(value);
  if (entries.length > MOST_KEYS)
    throw badParameter(name, undefined, `There are more than ${MOST_KEYS} keys in ${name}.`);
  const checked = entries.map(([key, text]) => {
    const here = `${name}[${key}]`;
    if (key.length > LONGEST_KEY) {
      throw badParameter(here, undefined, `A key of ${name} has more than ${LONGEST_KEY} characters.`);
    }
    if (typeof text !== 'string' || text.length > LONGEST_VALUE) {
      throw badParameter(here, undefined, `${here} is a text of at most ${LONGEST_VALUE} characters.`);
    }
    return [key, text] as const;
  });
  return Object.fromEntries(checked.filter(([, text]) => text !== ''));
}
