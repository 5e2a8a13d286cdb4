import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, type TransformFnParams } from 'class-transformer';
import { IsOptional, ValidateBy } from 'class-validator';

export interface Facts {
  readonly description: string;
  readonly example?: unknown;
}

/**
 * An optional query parameter: what comes as text is read, and whatever cannot be read stays as it is and fails the check.
 * @param read returns undefined for text that is not of the right shape
 * @param allowed ends the message "must be …"
 */
export function queryField(
  read: (text: string) => unknown,
  allowed: string,
  openApi: Parameters<typeof ApiPropertyOptional>[0],
): PropertyDecorator {
  const unreadable = Symbol('unreadable');
  return applyDecorators(
    ApiPropertyOptional(openApi),
    IsOptional(),
    Transform(({ value }: TransformFnParams): unknown => {
      if (typeof value !== 'string') return value === undefined ? undefined : unreadable;
      const result = read(value);
      return result === undefined ? unreadable : result;
    }),
    ValidateBy({
      name: 'queryField',
      validator: {
        validate: (value) => value !== unreadable,
        defaultMessage: () => `must be ${allowed}, given once`,
      },
    }),
  );
}

/** A whole number from `minimum` to `maximum`. */
export function QueryInteger(
  minimum: number,
  maximum: number,
  facts: Facts & { default?: number },
): PropertyDecorator {
  return queryField(
    (text) => (/^-?\d{1,15}$/.test(text) ? inRange(Number(text), minimum, maximum) : undefined),
    `a whole number from ${minimum} to ${maximum}`,
    { type: 'integer', minimum, maximum, ...facts },
  );
}

/** A number from `minimum` to `maximum`, with at most `decimals` digits after the point. */
export function QueryNumber(
  minimum: number,
  maximum: number,
  decimals: number,
  facts: Facts,
): PropertyDecorator {
  const shape = new RegExp(`^\\d{1,12}(\\.\\d{1,${decimals}})?$`);
  return queryField(
    (text) => (shape.test(text) ? inRange(Number(text), minimum, maximum) : undefined),
    `a number from ${minimum} to ${maximum} with at most ${decimals} digits after the point`,
    { type: 'number', minimum, maximum, ...facts },
  );
}

/** `true` or `false`. */
export function QueryBoolean(facts: Facts): PropertyDecorator {
  return queryField((text) => ({ true: true, false: false })[text], 'true or false', {
    type: 'boolean',
    ...facts,
  });
}

/** One of a few words. */
export function QueryWord(words: readonly string[], facts: Facts & { default?: string }): PropertyDecorator {
  return queryField((text) => (words.includes(text) ? text : undefined), `one of ${words.join(', ')}`, {
    enum: [...words],
    ...facts,
  });
}

/** Text of at most `maximum` characters. */
export function QueryText(maximum: number, facts: Facts): PropertyDecorator {
  return queryField(
    (text) => (text.length <= maximum ? text : undefined),
    `text of at most ${maximum} characters`,
    {
      type: 'string',
      maxLength: maximum,
      ...facts,
    },
  );
}

const MAX_VALUES = 20;

/**
 * A parameter that may be given up to 20 times.
 * @param read turns one value into what it means, or undefined when it is not of the right shape
 */
function queryList(
  read: (text: string) => unknown,
  allowed: string,
  openApi: Parameters<typeof ApiPropertyOptional>[0],
): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional(openApi),
    IsOptional(),
    Transform(({ value }: TransformFnParams): unknown => {
      if (value === undefined) return undefined;
      const given: unknown[] = Array.isArray(value) ? value : [value];
      return given.map((one) => (typeof one === 'string' ? read(one.trim()) : undefined));
    }),
    ValidateBy({
      name: 'queryList',
      validator: {
        validate: (values: unknown) =>
          Array.isArray(values) &&
          values.length <= MAX_VALUES &&
          values.every((value) => value !== undefined),
        defaultMessage: () => `must be ${allowed}, given at most ${MAX_VALUES} times`,
      },
    }),
  );
}

/** Names of 1 to `maximum` characters; several mean any of them. */
export function QueryNames(maximum: number, facts: Facts): PropertyDecorator {
  return queryList(
    (text) => (text.length > 0 && text.length <= maximum ? text : undefined),
    `a name or an id of 1 to ${maximum} characters`,
    { type: [String], maxLength: maximum, ...facts },
  );
}

/** Whole numbers from `minimum` to `maximum`; several mean any of them. */
export function QueryIntegers(minimum: number, maximum: number, facts: Facts): PropertyDecorator {
  return queryList(
    (text) => (/^-?\d{1,15}$/.test(text) ? inRange(Number(text), minimum, maximum) : undefined),
    `a whole number from ${minimum} to ${maximum}`,
    { type: 'integer', isArray: true, minimum, maximum, ...facts },
  );
}

/** Words out of a few; several mean any of them. */
export function QueryAnyWord(words: readonly string[], facts: Facts): PropertyDecorator {
  return queryList((text) => (words.includes(text) ? text : undefined), `one of ${words.join(', ')}`, {
    enum: [...words],
    isArray: true,
    ...facts,
  });
}

/** Words out of a few, joined by commas. */
export function QueryWords(words: readonly string[], facts: Facts): PropertyDecorator {
  return queryField(
    (text) => {
      const given = text.split(',').map((word) => word.trim());
      return given.every((word) => words.includes(word)) ? [...new Set(given)] : undefined;
    },
    `one or more of ${words.join(', ')}, joined by commas`,
    { type: 'string', ...facts },
  );
}

function inRange(value: number, minimum: number, maximum: number): number | undefined {
  return value >= minimum && value <= maximum ? value : undefined;
}
