import { applyDecorators } from '@nestjs/common';
import { ValidateBy } from 'class-validator';
import { IfGiven } from '../../theatre/index.js';

/** A list of values, of which none comes twice; may be left out. */
export function ListOf(takes: (value: unknown) => boolean, most: number, what: string): PropertyDecorator {
  return applyDecorators(
    IfGiven(),
    ValidateBy({
      name: 'listOf',
      validator: {
        validate: (value: unknown) =>
          Array.isArray(value) &&
          value.length > 0 &&
          value.length <= most &&
          value.every(takes) &&
          new Set(value).size === value.length,
        defaultMessage: () => `must be a list of 1 to ${most} different ${what}`,
      },
    }),
  );
}
