import { ValidateBy } from 'class-validator';
import { fitsFolded } from './fold.js';

/** A name, or a list of names, that is not made of signs that each stand for a dozen letters. */
export function FoldedName(kind: 'title' | 'term'): PropertyDecorator {
  return ValidateBy({
    name: 'foldedName',
    validator: {
      validate: (value: unknown) =>
        [value].flat().every((name) => typeof name !== 'string' || fitsFolded(name, kind)),
      defaultMessage: () => 'is made of too many compound signs',
    },
  });
}
