import type { ReadyTexts } from '../ready-facts.js';

export const en: ReadyTexts = {
  title: (_who, { code }) => `Your order ${code} is ready`,
  body: ({ cinema }) => `Pick it up at the counter of ${cinema}.`,
};
