import { InvalidFieldsError } from '../../../platform/errors/index.js';

/** @throws InvalidFieldsError for more codes than an order takes */
export function requireCount(count: number, most: number, field: string): void {
  if (count <= most) return;
  const message = `an order takes ${most === 1 ? 'one code' : `at most ${most} codes`}`;
  throw new InvalidFieldsError([{ field, message }]);
}
