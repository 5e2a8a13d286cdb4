import type { CommentTexts } from '../comment-facts.js';

export const uk: CommentTexts = {
  reply: {
    title: (who) => `Відповідь на ваш коментар: ${who}`,
    body: ({ excerpt }) => excerpt,
  },
  like: {
    title: (who) => `Ваш коментар подобається: ${who}`,
    body: ({ excerpt }) => excerpt,
  },
  moderation: {
    title: (_who, { deleted }) => `Модератор ${deleted ? 'видалив' : 'змінив'} ваш коментар`,
    body: ({ reason }) => `Причина: ${reason}`,
  },
};
