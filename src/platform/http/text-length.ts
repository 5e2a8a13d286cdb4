import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy, type ValidationOptions } from 'class-validator';

/** Characters as PostgreSQL counts them: code points, variation selectors included. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** Text of `minimum` to `maximum` characters; class-validator's own `Length` counts less than the database does. */
export function TextLength(minimum: number, maximum: number): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ minLength: minimum, maxLength: maximum }),
    lengthCheck(minimum, maximum, `must be text of ${minimum} to ${maximum} characters`),
  );
}

/** The same for each text of a list. */
export function EachTextLength(minimum: number, maximum: number): PropertyDecorator {
  const message = `must be a list of texts of ${minimum} to ${maximum} characters`;
  return lengthCheck(minimum, maximum, message, { each: true });
}

function lengthCheck(
  minimum: number,
  maximum: number,
  message: string,
  options?: ValidationOptions,
): PropertyDecorator {
  return ValidateBy(
    {
      name: 'textLength',
      validator: {
        validate: (value: unknown) =>
          typeof value === 'string' && lengthOf(value) >= minimum && lengthOf(value) <= maximum,
        defaultMessage: () => message,
      },
    },
    options,
  );
}
