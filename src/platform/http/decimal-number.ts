import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';

const WORDS: readonly string[] = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

/** A number with so many decimals, at most six; class-validator's own check takes `5e-323` for one without any. */
export function DecimalNumber(minimum: number, maximum: number, decimals: number): PropertyDecorator {
  const places = `${WORDS[decimals] ?? decimals} ${decimals === 1 ? 'decimal' : 'decimals'}`;
  return applyDecorators(
    ApiProperty({ type: 'number', minimum, maximum }),
    ValidateBy({
      name: 'decimalNumber',
      validator: {
        validate: (value: unknown) =>
          typeof value === 'number' &&
          value >= minimum &&
          value <= maximum &&
          Number(value.toFixed(decimals)) === value,
        defaultMessage: () => `must be a number from ${minimum} to ${maximum} with at most ${places}`,
      },
    }),
  );
}
