import type { CommentTexts } from '../comment-facts.js';

export const en: CommentTexts = {
  reply: {
    title: (who) => `${who} replied to your comment`,
    body: ({ excerpt }) => excerpt,
  },
  like: {
    title: (who) => `${who} liked your comment`,
    body: ({ excerpt }) => excerpt,
  },
  moderation: {
    title: (_who, { deleted }) => `A moderator ${deleted ? 'deleted' : 'changed'} your comment`,
    body: ({ reason }) => `The reason: ${reason}`,
  },
};
