import { toDigestItem, withoutAddresses } from './digest.mapper.js';

describe('What others wrote, in a mail', () => {
  it.each([
    ['Look: https://evil.example/a', 'Look: https:|//evil.|example/a'],
    ['www.evil.example and eve@evil.example', 'www.|evil.|example and eve@|evil.|example'],
    ['Well done. And the end? Great: 10/10 …', 'Well done. And the end? Great: 10/10 …'],
  ])('%s holds no address that a program could make a link of', (text, parted) => {
    expect(withoutAddresses(text)).toBe(parted.replaceAll('|', '\u200b'));
  });

  it('leads to where we say', () => {
    const notification = { title: 'Ada L. replied', body: 'x.y', link: '/comments/1/replies' };
    const rest = { id: 1, kind: 'comment-reply', read_at: null, created_at: '2026-03-02T09:00:00.000Z' };

    expect(toDigestItem({ ...notification, ...rest }, 'https://cinema.example/api')).toEqual({
      title: 'Ada L. replied',
      body: 'x.\u200by',
      link: 'https://cinema.example/api/comments/1/replies',
    });
  });
});
