import type { AdjustmentTexts } from '../adjustment-facts.js';

export const en: AdjustmentTexts = {
  title: (_who, { points }) =>
    points > 0 ? `You got ${points} bonus points` : `${-points} bonus points were taken from your account`,
  body: ({ why }) => why,
};
