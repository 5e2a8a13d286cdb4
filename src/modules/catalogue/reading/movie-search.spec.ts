import { FIELDS, LEVELS } from '../search-document.js';
import { ANYWHERE, levelQuery, type MovieSearch, movieSearch, wholeQuery } from './movie-search.js';

const search = (q: string): MovieSearch => {
  const found = movieSearch(q, q.toLowerCase());
  if (!found) throw new Error(`${q} has no words.`);
  return found;
};

describe('movieSearch', () => {
  it('reads words, of which the last may be unfinished', () => {
    expect(movieSearch('The Godf', 'the godf')).toEqual({
      name: 'the godf',
      words: [
        { spellings: ['the'], prefix: false },
        { spellings: ['godf'], prefix: true },
      ],
    });
  });

  it('takes a repeated word once', () => {
    expect(search('new york new york').words.map((word) => word.spellings)).toEqual([['new'], ['york']]);
  });

  it('leaves words beyond the tenth aside', () => {
    const words = search('a b c d e f g h i j k l').words;

    expect(words.map((word) => word.spellings[0]).join('')).toBe('abcdefghij');
  });

  it.each(['', '   ', '?!', "'"])('is none where %j has no word', (q) => {
    expect(movieSearch(q, q)).toBeUndefined();
  });
});

describe('the query of a level', () => {
  it('wants every word, the last as a beginning', () => {
    expect(levelQuery(search('the godf'), 1, [FIELDS.title])).toBe(`('1Tthe') & ('1Tgodf':*)`);
    expect(levelQuery(search('the godf'), 0, [FIELDS.people])).toBe(`('0Pthe') & ('0Pgodf':*)`);
  });

  it('finds each word in whichever of the fields', () => {
    expect(levelQuery(search('the godf'), 3, ANYWHERE)).toBe(
      `('3Tthe' | '3Pthe' | '3Dthe') & ('3Tgodf':* | '3Pgodf':* | '3Dgodf':*)`,
    );
  });

  it('takes any of the spellings of a word', () => {
    const corrected: MovieSearch = {
      name: 'godfahter',
      words: [{ spellings: ['godfahter', 'godfather'], prefix: true }],
    };

    expect(levelQuery(corrected, 0, [FIELDS.title])).toBe(`('0Tgodfahter':* | '0Tgodfather':*)`);
  });

  it('looks for beginnings shorter than three letters in titles only', () => {
    expect(levelQuery(search('go'), 0, ANYWHERE)).toBe(`('0Tgo':* | '0Pgo' | '0Dgo')`);
    expect(levelQuery(search('god'), 0, ANYWHERE)).toBe(`('0Tgod':* | '0Pgod':* | '0Dgod':*)`);
  });
});

it('searches every level of the whole catalogue', () => {
  const levels = wholeQuery(search('heat')).match(/\dTheat/g);

  expect(levels).toEqual(Array.from({ length: LEVELS }, (_, level) => `${level}Theat`));
});
