import type { ReadyTexts } from '../ready-facts.js';

export const uk: ReadyTexts = {
  title: (_who, { code }) => `Ваше замовлення ${code} готове`,
  body: ({ cinema }) => `Заберіть його біля стійки: ${cinema}.`,
};
