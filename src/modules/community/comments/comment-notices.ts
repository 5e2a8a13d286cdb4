import { Injectable } from '@nestjs/common';
import { noticeKind, Notices } from '../../../platform/notices/index.js';
import type { LockedComment, Moderation } from './comments.repository.js';

/** How much of a comment a notice shows, in characters. */
const EXCERPT = 140;

const reply = noticeKind<{ excerpt: string }>('comment-reply', {
  label: 'Replies to your comments',
  title: (who) => `${who} replied to your comment`,
  body: ({ excerpt }) => excerpt,
});

const like = noticeKind<{ excerpt: string }>('comment-like', {
  label: 'Likes of your comments',
  title: (who) => `${who} liked your comment`,
  body: ({ excerpt }) => excerpt,
});

const moderation = noticeKind<{ deleted: boolean; reason: string }>('comment-moderated', {
  label: 'What moderators do to your comments',
  title: (_who, { deleted }) => `A moderator ${deleted ? 'deleted' : 'changed'} your comment`,
  body: ({ reason }) => `The reason: ${reason}`,
});

/** Tells authors what becomes of their comments; each inside the transaction of what happened. */
@Injectable()
export class CommentNotices {
  constructor(private readonly notices: Notices) {}

  /** @param to the comment or reply that was answered */
  async replied(to: LockedComment, by: number, text: string): Promise<void> {
    if (to.author_id === null) return;
    await this.notices.tell(reply, {
      to: to.author_id,
      by,
      subject: `comment:${to.id}`,
      link: `/comments/${to.parent_id ?? to.id}/replies`,
      facts: { excerpt: excerptOf(text) },
    });
  }

  async liked(comment: { id: number; authorId: number | null; text: string }, by: number): Promise<void> {
    if (comment.authorId === null) return;
    await this.notices.tell(like, {
      to: comment.authorId,
      by,
      subject: `comment:${comment.id}`,
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
      subject: `comment:${comment.id}`,
      link: `/comments/${comment.id}`,
      facts: { deleted, reason },
    });
  }
}

function excerptOf(text: string): string {
  const characters = [...text];
  return characters.length <= EXCERPT ? text : `${characters.slice(0, EXCERPT - 1).join('')}…`;
}
