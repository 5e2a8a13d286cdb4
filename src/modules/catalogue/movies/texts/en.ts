import type { CartTexts } from '../cart-facts.js';

export const en: CartTexts = {
  inCarts: {
    title: (who, { film, deleted }) => `${who} ${deleted ? 'deleted' : 'wanted to delete'} ${film}`,
    body: ({ carts, deleted }) =>
      `It ${deleted ? 'lay' : 'lies'} in ${carts} cart${carts === 1 ? '' : 's'}.${deleted ? ' Their owners were told.' : ''}`,
  },
  takenFromCart: {
    title: (_who, { film }) => `${film} is no longer in your cart`,
    body: () => 'We took the film out of the catalogue. You paid nothing for it.',
  },
};
