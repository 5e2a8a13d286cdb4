import { flawOf } from './comment-text.js';

const flaw = (text: unknown): string | undefined => flawOf(text, 2000);

describe('the text of a comment', () => {
  it.each([
    ['one letter', 'a'],
    ['lines', 'first\nsecond\r\nthird'],
    ['markup, which is text like any other', '<script>alert("1")</script> & <b>bold</b>'],
    ['any script and direction', 'Чудовий фільм — فيلم رائع \u202edaer \u2069'],
    ['a picture alone', '👍🏽'],
    ['as many pictures as characters are allowed, each of two code units', '🎬'.repeat(2000)],
    ['space around it', '  so good  '],
  ])('may be %s', (_, text) => {
    expect(flaw(text)).toBeUndefined();
  });

  it.each([
    ['nothing', ''],
    ['one character too many', 'x'.repeat(2001)],
    ['no text', 7],
    ['null', null],
  ])('is not %s', (_, text) => {
    expect(flaw(text)).toBe('must be text of 1 to 2000 characters');
  });

  it.each([
    ['spaces', ' \n '],
    ['characters without width', '\u200b\u200d\ufeff'],
    ['letters that are blank', '\u3164\u2800'],
    ['marks without a letter', '\u0301\ufe0f'],
  ])('is not of %s alone', (_, text) => {
    expect(flaw(text)).toBe('must have something visible in it');
  });

  it.each([
    ['NUL', 'a\0b'],
    ['a bell', 'a\u0007b'],
    ['the begin of a terminal sequence', '\u001b[31mred'],
    ['a tab', 'a\tb'],
    ['a control character of the upper half', 'a\u0085b'],
    ['half a character', 'a\ud83d'],
  ])('does not contain %s', (_, text) => {
    expect(flaw(text)).toBe('must not contain control characters other than line breaks');
  });
});
