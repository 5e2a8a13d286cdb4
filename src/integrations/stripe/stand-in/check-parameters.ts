import { ApiError, badParameter } from './api-error.js';
import { type FormFields, type FormValue, parameterName } from './form-parameters.js';
import { checkMetadata } from './check-metadata.js';
import type { ParameterFields, ParameterKind, ParameterShape } from './parameter-shape.js';

const LONGEST = 5_000;

/**
 * What was sent, as numbers, words, lists and objects.
 * @throws ApiError for an unknown parameter and for one of the wrong kind
 */
export function checkFields(
  sent: FormFields,
  known: ParameterFields,
  path: readonly string[] = [],
): Record<string, unknown> {
  const entries = Object.entries(sent).map(([name, value]) => {
    const shape = Object.hasOwn(known, name) ? known[name] : undefined;
    const here = [...path, name];
    if (shape === undefined) throw unknown(parameterName(here));
    return [name, checkValue(value, shape, here)] as const;
  });
  return Object.fromEntries(entries);
}

function checkValue(value: FormValue, shape: ParameterShape, path: readonly string[]): unknown {
  const name = parameterName(path);
  if (isList(shape)) {
    if (!Array.isArray(value)) throw badParameter(name, undefined, `The parameter ${name} is a list.`);
    return value.map((item, index) => checkValue(item, shape[0], [...path, String(index)]));
  }
  if (isFields(shape)) {
    if (!isForm(value)) throw badParameter(name, undefined, `The parameter ${name} is an object.`);
    return checkFields(value, shape, path);
  }
  if (shape === 'metadata') return checkMetadata(value, name);
  if (shape === 'range' && isForm(value)) {
    return checkFields(value, { gt: 'integer', gte: 'integer', lt: 'integer', lte: 'integer' }, path);
  }
  if (typeof value !== 'string')
    throw badParameter(name, undefined, `The parameter ${name} is a single value.`);
  return checkWord(value, shape, name);
}

function checkWord(
  value: string,
  kind: Exclude<ParameterKind, 'metadata'>,
  name: string,
): string | number | boolean {
  if (value === '') {
    throw badParameter(
      name,
      'parameter_invalid_empty',
      `The parameter ${name} is empty. Leave it out instead.`,
    );
  }
  if (kind === 'integer' || kind === 'range') return checkInteger(value, name);
  if (kind === 'boolean') {
    if (value === 'true' || value === 'false') return value === 'true';
    throw badParameter(name, undefined, `The parameter ${name} is "true" or "false".`);
  }
  if (kind !== 'string' && !kind.has(value)) {
    throw badParameter(name, undefined, `The parameter ${name} must be one of ${[...kind].join(', ')}.`);
  }
  if (value.length > LONGEST)
    throw badParameter(name, undefined, `The parameter ${name} has more than ${LONGEST} characters.`);
  return value;
}

function checkInteger(value: string, name: string): number {
  if (/^-?\d{1,15}$/.test(value)) return Number(value);
  throw badParameter(name, 'parameter_invalid_integer', `The parameter ${name} must be a whole number.`);
}

function unknown(name: string): ApiError {
  return badParameter(name, 'parameter_unknown', `The parameter ${name} is not known here.`);
}

function isForm(value: FormValue): value is FormFields {
  return typeof value === 'object' && !Array.isArray(value);
}

function isList(shape: ParameterShape): shape is readonly [ParameterShape] {
  return Array.isArray(shape);
}

function isFields(shape: ParameterShape): shape is ParameterFields {
  return typeof shape === 'object' && !(shape instanceof Set) && !isList(shape);
}
