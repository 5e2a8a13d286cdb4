import type { Allergen, ItemCategory } from '../menu/item.js';

/** Something on the menu of a cinema of the demo; the price in minor units. */
export interface DemoItem {
  readonly name: string;
  readonly category: ItemCategory;
  readonly size?: string;
  readonly price: number;
  readonly stock?: number;
  readonly allergens?: readonly Allergen[];
  readonly description?: string;
  readonly salesFrom?: string;
  readonly salesUntil?: string;
  /** What a combo is made of: how many of what, by name and size. */
  readonly of?: readonly (readonly [quantity: number, name: string])[];
}

export const DEMO_MENU: readonly DemoItem[] = [
  {
    name: 'Salted popcorn',
    category: 'snack',
    size: 'medium',
    price: 590,
    description: 'Popped in coconut oil, this evening.',
  },
  {
    name: 'Salted popcorn',
    category: 'snack',
    size: 'large',
    price: 750,
    description: 'Popped in coconut oil, this evening.',
  },
  { name: 'Caramel popcorn', category: 'sweet', size: 'large', price: 820, allergens: ['milk'] },
  {
    name: 'Nachos with cheese sauce',
    category: 'meal',
    price: 790,
    stock: 90,
    allergens: ['gluten', 'milk'],
    description: 'With jalapeños if you say so.',
  },
  {
    name: 'Hot dog',
    category: 'meal',
    price: 690,
    stock: 60,
    allergens: ['gluten', 'mustard', 'sesame'],
    salesFrom: '12:00',
    salesUntil: '23:00',
  },
  { name: 'Cola', category: 'drink', size: '0.5 l', price: 450 },
  { name: 'Lemonade', category: 'drink', size: '0.5 l', price: 480, description: 'Lemons, sugar, mint.' },
  { name: 'Still water', category: 'drink', size: '0.5 l', price: 320, stock: 200 },
  { name: 'Filter coffee', category: 'drink', price: 350 },
  {
    name: 'Chocolate bar',
    category: 'sweet',
    price: 290,
    stock: 150,
    allergens: ['milk', 'nuts', 'soy'],
  },
  { name: 'Gummy bears', category: 'sweet', size: '175 g', price: 390, stock: 120 },
  {
    name: 'Vanilla ice cream',
    category: 'sweet',
    size: 'cup',
    price: 420,
    stock: 80,
    allergens: ['milk', 'eggs'],
  },
  { name: '3D glasses', category: 'other', price: 150, stock: 300, description: 'Yours to keep.' },
  {
    name: 'Date night',
    category: 'combo',
    price: 1_490,
    description: 'One large popcorn, two colas.',
    of: [
      [1, 'Salted popcorn, large'],
      [2, 'Cola, 0.5 l'],
    ],
  },
  {
    name: 'Family box',
    category: 'combo',
    price: 2_290,
    description: 'Popcorn, lemonade and something sweet for everybody.',
    of: [
      [2, 'Salted popcorn, medium'],
      [2, 'Lemonade, 0.5 l'],
      [2, 'Gummy bears, 175 g'],
    ],
  },
];
