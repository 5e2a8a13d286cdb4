import type { NoticeTexts } from '../../../platform/notices/index.js';

/** Somebody said or thought something of a comment. */
export interface CommentFacts {
  readonly excerpt: string;
}

/** A moderator changed or deleted a comment. */
export interface ModerationFacts {
  readonly deleted: boolean;
  readonly reason: string;
}

/** What is told of comments, in a language. */
export interface CommentTexts {
  readonly reply: NoticeTexts<CommentFacts>;
  readonly like: NoticeTexts<CommentFacts>;
  readonly moderation: NoticeTexts<ModerationFacts>;
}
