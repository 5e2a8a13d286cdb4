import type { ShowingTexts } from '../showing-facts.js';

export const en: ShowingTexts = {
  title: (_who, { film }) => `${film} comes to the cinema`,
  body: () => 'It is one of your favourites. See where and when it is shown.',
};
