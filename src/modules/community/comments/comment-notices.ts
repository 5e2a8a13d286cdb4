import { Injectable } from '@nestjs/common';
import { noticeKind, Notices } from '../../../platform/notices/index.js';
import type { CommentFacts, ModerationFacts } from './comment-facts.js';
import type { LockedComment, Moderation } from './comments.repository.js';
import { en } from './texts/en.js';
import { uk } from './texts/uk.js';

/** How much of a comment a notice shows, in characters. */
const EXCERPT = 140;

const reply = noticeKind<CommentFacts>('comment-reply', {
  label: 'Replies to your comments',
  ...en.reply,
  uk: uk.reply,
});

const like = noticeKind<CommentFacts>('comment-like', {
  label: 'Likes of your comments',
  ...en.like,
  uk: uk.like,
  mailed: false,
});

const moderation = noticeKind<ModerationFacts>('comment-moderated', {
  label: 'What moderators do to your comments',
  ...en.moderation,
  uk: uk.moderation,
});

/** Tells authors what becomes of their comments; each inside the transaction of what happened. */
@Injectable()
export class CommentNotices {
  constructor(private readonly notices: Notices) {}

  /**
   * @param to the comment or reply that was answered
   * @param replyId the answer
   */
  async replied(to: LockedComment, replyId: number, by: number, text: string): Promise<void> {
    if (to.author_id === null) return;
    await this.notices.tell(reply, {
      to: to.author_id,
      by,
      subject: subjectOf(to.id),
      part: subjectOf(replyId),
      link: `/comments/${to.parent_id ?? to.id}/replies`,
      facts: { excerpt: excerptOf(text) },
    });
  }

  async liked(comment: { id: number; authorId: number | null; text: string }, by: number): Promise<void> {
    if (comment.authorId === null) return;
    await this.notices.tell(like, {
      to: comment.authorId,
      by,
      subject: subjectOf(comment.id),
      link: `/comments/${comment.id}`,
      facts: { excerpt: excerptOf(comment.text) },
    });
  }

  /** Who the moderator is, is not said. */
  async moderated(comment: LockedComment, { by, reason }: Moderation, deleted: boolean): Promise<void> {
    if (comment.author_id === null || comment.author_id === by) return;
    await this.notices.tell(moderation, {
      to: comment.author_id,
      by: null,
      subject: subjectOf(comment.id),
      link: deleted ? `/movies/${comment.movie_uuid}/comments` : `/comments/${comment.id}`,
      facts: { deleted, reason },
    });
  }

  /** A comment was deleted: what others did about it is of no use, and what it said is shown to nobody. */
  async deleted(commentId: number): Promise<void> {
    await this.notices.withdraw([reply, like], [subjectOf(commentId)]);
  }

  /** Comments cannot be seen any more, whatever was told of them. */
  async gone(commentIds: readonly number[]): Promise<void> {
    await this.notices.withdraw([reply, like, moderation], commentIds.map(subjectOf));
  }
}

function subjectOf(commentId: number): string {
  return `comment:${commentId}`;
}

function excerptOf(text: string): string {
  const characters = [...text];
  return characters.length <= EXCERPT ? text : `${characters.slice(0, EXCERPT - 1).join('')}…`;
}
