import { DomainError, problemType } from '../../../platform/errors/index.js';
import { type ItemContent, itemInWords } from './item.js';

export const itemExists = problemType('item-exists', {
  kind: 'conflict',
  title: 'It is on the menu already',
  explanation:
    'The menu of a cinema has each thing once in each size, whatever the case. Edit the one that exists, or choose another name or size.',
  example: 'There is already "Salted popcorn, large" on this menu.',
});

export const itemInCombo = problemType('item-in-combo', {
  kind: 'conflict',
  title: 'A combo is made of it',
  explanation:
    '`combos` names the combos that it is a part of. Take it out of them, or delete them, before you delete it or make a combo of it.',
  example: '"Cola, large" is a part of: Date night.',
});

/** The menu has something of this name and size. */
export class ItemExistsError extends DomainError {
  constructor(item: Pick<ItemContent, 'name' | 'size'>) {
    super(itemExists, `There is already "${itemInWords(item)}" on this menu.`);
  }
}

/** Something else is made of it. */
export class ItemInComboError extends DomainError {
  constructor(item: Pick<ItemContent, 'name' | 'size'>, combos: readonly string[]) {
    super(itemInCombo, `"${itemInWords(item)}" is a part of: ${combos.join(', ')}.`, { combos });
  }
}
