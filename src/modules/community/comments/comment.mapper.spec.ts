import { toCommentResponse } from './comment.mapper.js';
import type { CommentRow } from './comment-rows.repository.js';

const row: CommentRow = {
  id: 5,
  movie_uuid: '0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11',
  parent_id: null,
  reply_to: null,
  author_id: 17,
  text: 'Good.',
  likes: 3,
  liked: true,
  reply_count: 2,
  deleted: false,
  edited_at: new Date('2026-11-21T10:00:00Z'),
  created_at: new Date('2026-11-21T09:00:00Z'),
};
const displays = new Map([[17, { display_name: 'Ada L.', avatar_url: '/a.webp' }]]);

describe('a comment on its way out', () => {
  it('shows who wrote it as others see them', () => {
    expect(toCommentResponse(row, displays)).toMatchObject({
      author: { id: 17, display_name: 'Ada L.', avatar_url: '/a.webp' },
      text: 'Good.',
      edited_at: '2026-11-21T10:00:00.000Z',
    });
  });

  it('names nobody once the account of its author was deleted', () => {
    expect(toCommentResponse({ ...row, author_id: null }, displays)).toMatchObject({
      author: { id: null, display_name: 'Deleted user', avatar_url: null },
      text: 'Good.',
    });
  });

  it('is nothing but its place after it was deleted, whatever the row still holds', () => {
    expect(toCommentResponse({ ...row, deleted: true }, displays)).toMatchObject({
      author: null,
      text: '',
      likes: 0,
      liked: false,
      edited_at: null,
      deleted: true,
      reply_count: 2,
    });
  });
});
