import fc from 'fast-check';
import {
  deletionsOf,
  isTypoTolerant,
  levelOf,
  LEVELS,
  MAX_WORD,
  type SearchableText,
  searchDocument,
  wordsOf,
} from './search-document.js';

const aFilm = (overrides: Partial<SearchableText> = {}): SearchableText => ({
  name: 'The Godfather',
  description: 'The father of a family hands the family over.',
  people: ['Al Pacino', 'Francis Coppola'],
  votes: 30_000,
  ...overrides,
});

describe('wordsOf', () => {
  it.each([
    ['The Godfather: Part II', ['the', 'godfather', 'part', 'ii']],
    ["Ocean's Rosemary’s Pan`s Nʼt", ['oceans', 'rosemarys', 'pans', 'nt']],
    ['Spider-Man/Café…2049', ['spider', 'man', 'cafe', '2049']],
    ['七人の侍', ['七人の侍']],
    [' -- !? ', []],
    ['', []],
    ['again and again', ['again', 'and', 'again']],
  ])('takes %j apart into %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it('cuts long words between two characters', () => {
    expect(wordsOf(`${'x'.repeat(41)} y`)).toEqual(['x'.repeat(40), 'y']);
    expect(wordsOf(`x${'𠀀'.repeat(60)}`)).toEqual([`x${'𠀀'.repeat(39)}`]);
  });

  it('gives nothing but letters and digits, which need no quoting in a tsquery', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...`a1'"\\:*&|!()<> é𠀀`), minLength: 30, maxLength: 120 }),
    );
    fc.assert(
      fc.property(text, (given) => {
        for (const word of wordsOf(given)) {
          expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
          expect([...word].length).toBeLessThanOrEqual(MAX_WORD);
        }
      }),
    );
  });
});

describe('levelOf', () => {
  it.each([
    [2_000_000, 0],
    [25_000, 0],
    [24_999, 1],
    [1_000, 1],
    [999, 2],
    [100, 2],
    [99, 3],
    [0, 3],
  ])('puts a film with %i votes on level %i', (votes, level) => {
    expect(levelOf(votes)).toBe(level);
    expect(level).toBeLessThan(LEVELS);
  });
});

describe('searchDocument', () => {
  it('enters each word under title or people, or else under the description', () => {
    expect(searchDocument(aFilm())).toEqual({
      lexemes: [
        ...['0Tthe', '0Tgodfather'],
        ...['0Pal', '0Ppacino', '0Pfrancis', '0Pcoppola'],
        ...['0Dfather', '0Dof', '0Da', '0Dfamily', '0Dhands', '0Dover'],
      ],
      words: [
        ...['the', 'godfather', 'al', 'pacino', 'francis', 'coppola'],
        ...['father', 'of', 'a', 'family', 'hands', 'over'],
      ],
    });
  });

  it('puts the level in front', () => {
    const { lexemes } = searchDocument(aFilm({ name: 'Heat', people: [], description: '', votes: 500 }));

    expect(lexemes).toEqual(['2Theat']);
  });

  it('keeps fields apart: no word of one can pass for a word of another', () => {
    const { lexemes } = searchDocument(
      aFilm({ name: 'Tea', people: ['Pea Tea'], description: 'tea ea', votes: 0 }),
    );

    expect(lexemes).toEqual(['3Ttea', '3Ppea', '3Ptea', '3Dea']);
  });
});

it.each([
  ['abc', false],
  ['abcd', true],
  ['x'.repeat(20), true],
  ['x'.repeat(21), false],
])('isTypoTolerant(%s) is %s', (word, expected) => {
  expect(isTypoTolerant(word)).toBe(expected);
});

describe('deletionsOf', () => {
  it('is the word and what is left of it without one letter', () => {
    expect(deletionsOf('heat')).toEqual(['heat', 'eat', 'hat', 'het', 'hea']);
    expect(deletionsOf('aab')).toEqual(['aab', 'ab', 'aa']);
    expect(deletionsOf('a𠀀')).toEqual(['a𠀀', '𠀀', 'a']);
  });

  it('has an entry in common for every two words that are one typing error apart', () => {
    const letter = fc.constantFrom(...'abcé𠀀');
    const word = fc.array(letter, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(word, fc.nat(), letter, (letters, seed, other) => {
        const at = seed % letters.length;
        const before = letters.slice(0, at);
        const [here = '', ...after] = letters.slice(at);
        const [neighbour = '', ...rest] = after;
        const mistyped = [
          [...before, other, ...after],
          [...before, ...after],
          [...before, other, here, ...after],
          [...letters, other],
          [...before, neighbour, here, ...rest],
        ];
        const known = new Set(deletionsOf(letters.join('')));
        for (const wrong of mistyped) {
          expect(deletionsOf(wrong.join('')).some((entry) => known.has(entry))).toBe(true);
        }
      }),
    );
  });
});
