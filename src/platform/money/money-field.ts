import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, type TransformFnParams } from 'class-transformer';
import { ValidateBy } from 'class-validator';

const AMOUNT = /^\d{1,8}(\.\d{1,2})?$/;
/** Stands for what is no amount, so that no number is taken for minor units that never were. */
const UNREADABLE = NaN;

/** Reads a decimal string or a number with at most two decimals as minor units; undefined for anything else. */
export function minorUnitsOf(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !AMOUNT.test(text)) return undefined;
  const [whole = '0', fraction = ''] = text.split('.');
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}

/**
 * Minor units as the decimal string with two digits that goes over the wire.
 * @param minorUnits not negative
 */
export function decimalOf(minorUnits: number): string {
  const text = String(minorUnits).padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}

/**
 * An amount of money in a body: a decimal string or a number with at most two decimals; minor units afterwards.
 * @param allows which amounts (minor units) are taken
 * @param allowed ends the message "must be …"
 */
export function MoneyField(
  allows: (minorUnits: number) => boolean,
  allowed: string,
  example: string,
): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: String, example, description: `An amount of money: ${allowed}.` }),
    Transform(({ value }: TransformFnParams): unknown =>
      value === undefined || value === null ? value : (minorUnitsOf(value) ?? UNREADABLE),
    ),
    ValidateBy({
      name: 'money',
      validator: {
        validate: (value) => Number.isSafeInteger(value) && allows(value as number),
        defaultMessage: () => `must be ${allowed}, as a decimal string or a number with at most two decimals`,
      },
    }),
  );
}
