import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, type TransformFnParams } from 'class-transformer';
import { IsInt, Matches, Max, Min, ValidateBy, ValidateIf } from 'class-validator';
import { isDate } from './screenings/local-time.policy.js';

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
export const MAX_ID = 2_147_483_647;

/** Space around text does not count. */
export const Trimmed = (): PropertyDecorator =>
  Transform(({ value }: TransformFnParams): unknown => (typeof value === 'string' ? value.trim() : value));

/** May be left out, but not be null. */
export const IfGiven = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** A whole number. */
export function WholeNumber(minimum: number, maximum: number): PropertyDecorator {
  const message = `must be a whole number from ${minimum} to ${maximum}`;
  return applyDecorators(IsInt({ message }), Min(minimum, { message }), Max(maximum, { message }));
}

/** One of a few words. */
export function OneOf(words: readonly string[]): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: String, enum: [...words] }),
    ValidateBy({
      name: 'oneOf',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && words.includes(value),
        defaultMessage: () => `must be one of ${words.join(', ')}`,
      },
    }),
  );
}

/** A day that there is, or a list of such days. */
export function CalendarDate(options?: { each: boolean }): PropertyDecorator {
  return ValidateBy(
    {
      name: 'calendarDate',
      validator: {
        validate: (value) => typeof value === 'string' && isDate(value),
        defaultMessage: () => `must be ${options ? 'a list of dates' : 'a date'} such as 2026-11-21`,
      },
    },
    options,
  );
}

/** A time of day: "HH:MM". */
export const TimeOfDay = (): PropertyDecorator =>
  Matches(TIME_OF_DAY, { message: 'must be a time from 00:00 to 23:59, such as 18:30' });

/** Whole numbers of which none comes twice. */
export function DistinctNumbers({
  minimum,
  maximum,
  most,
}: {
  readonly minimum: number;
  readonly maximum: number;
  readonly most: number;
}): PropertyDecorator {
  const isNumber = (value: unknown): boolean =>
    Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum;
  return ValidateBy({
    name: 'distinctNumbers',
    validator: {
      validate: (value: unknown) =>
        Array.isArray(value) &&
        value.length > 0 &&
        value.length <= most &&
        value.every(isNumber) &&
        new Set(value).size === value.length,
      defaultMessage: () =>
        `must be a list of 1 to ${most} different whole numbers from ${minimum} to ${maximum}`,
    },
  });
}
