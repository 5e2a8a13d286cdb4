import type { AdjustmentTexts } from '../adjustment-facts.js';

export const uk: AdjustmentTexts = {
  title: (_who, { points }) =>
    points > 0
      ? `Вам нараховано бонусних балів: ${points}`
      : `З вашого рахунку списано бонусних балів: ${-points}`,
  body: ({ why }) => why,
};
