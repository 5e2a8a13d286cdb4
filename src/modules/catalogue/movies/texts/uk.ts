import type { CartTexts } from '../cart-facts.js';

export const uk: CartTexts = {
  inCarts: {
    title: (who, { film, deleted }) =>
      `${deleted ? 'Видалено фільм' : 'Спроба видалити фільм'} ${film}: ${who}`,
    body: ({ carts, deleted }) =>
      `Кошиків із ним: ${carts}.${deleted ? ' Їхніх власників повідомлено.' : ''}`,
  },
  takenFromCart: {
    title: (_who, { film }) => `Фільму ${film} більше немає у вашому кошику`,
    body: () => 'Ми прибрали цей фільм із каталогу. Ви за нього нічого не заплатили.',
  },
};
