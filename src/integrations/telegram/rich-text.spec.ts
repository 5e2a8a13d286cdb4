import { parseHtml, textOf } from './stand-in/parse-html.js';
import { joined, link, rich, shortened } from './rich-text.js';

const read = (source: string): string => textOf(parseHtml(source));

describe('Text for Telegram', () => {
  it.each(['<b>x', '</b>', '&lt;', '<a href="https://evil.example">x</a>', '"&amp;"', '<<>>&', 'a < b & c'])(
    'shows %j as it is, and has no markup but ours',
    (name) => {
      const { source } = rich`<b>${name}</b>!`;
      expect(read(source).replaceAll('\u200b', '')).toBe(`${name}!`);
      expect(parseHtml(source).map(({ kinds }) => kinds)).toEqual([
        ...parseHtml(source)
          .slice(0, -1)
          .map(() => ['bold']),
        [],
      ]);
    },
  );

  it.each([
    ['https://evil.example', /:\/\//],
    ['evil.example', /\.e/],
    ['@channel', /@c/],
    ['say /stop', /\/s/],
    ['#tag', /#t/],
    ['$USD', /\$U/],
  ])('makes no link of %j', (name, clickable) => {
    expect(read(rich`${name}`.source)).not.toMatch(clickable);
  });

  it('keeps names on one line, in their own direction, without what nobody sees', () => {
    expect(rich`${'a\n\tb \u202ec\u202c\u0007'}`.source).toBe('a b c');
  });

  it('keeps what belongs together: emoji, fractions, times', () => {
    expect(rich`${'👩‍👩‍👧 1/2 18:30 5.5'}`.source.replaceAll('\u200b', '')).toBe('👩‍👩‍👧 1/2 18:30 5.5');
  });

  it('leads where we want', () => {
    expect(rich`See ${link('https://cinema.example/?a=1&b="2"', '<here>')}`.source).toBe(
      'See <a href="https://cinema.example/?a=1&amp;b=&quot;2&quot;">&lt;here&gt;</a>',
    );
    expect(joined([rich`a`, rich`b`]).source).toBe('a\nb');
  });

  it('is cut where it is too long, never inside a character', () => {
    expect([shortened('abc', 3), shortened('abcd', 3), shortened('🎬🎬🎬', 2)]).toEqual([
      'abc',
      'ab…',
      '🎬…',
    ]);
  });
});
