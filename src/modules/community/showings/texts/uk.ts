import type { ShowingTexts } from '../showing-facts.js';

export const uk: ShowingTexts = {
  title: (_who, { film }) => `${film}: тепер у кіно`,
  body: () => 'Це один із ваших улюблених фільмів. Дізнайтеся, де й коли його показують.',
};
