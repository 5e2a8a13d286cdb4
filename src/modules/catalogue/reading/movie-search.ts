import { FIELDS, LEVELS, wordsOf } from '../search-document.js';

/** One word of a search: the spellings that count, and whether longer words that begin so count too. */
export interface SearchWord {
  readonly spellings: readonly string[];
  readonly prefix: boolean;
}

/** A search for films. */
export interface MovieSearch {
  readonly words: readonly SearchWord[];
  /** The whole query, folded: a film of exactly this name comes first. */
  readonly name: string;
}

const MAX_WORDS = 10;
/** Shorter beginnings are looked for in titles only: nearly every description has a word that begins so. */
const MIN_PREFIX = 3;

/** Reads a search; undefined when there is no word in it. Words beyond the tenth are left aside. */
export function movieSearch(q: string, name: string): MovieSearch | undefined {
  const words = [...new Set(wordsOf(q))].slice(0, MAX_WORDS);
  if (words.length === 0) return undefined;
  return {
    name,
    words: words.map((word, index) => ({ spellings: [word], prefix: index === words.length - 1 })),
  };
}

type Field = (typeof FIELDS)[keyof typeof FIELDS];

/** The search as a tsquery over one field of one level. */
export function levelQuery(search: MovieSearch, level: number, field: Field): string {
  return search.words
    .map((word) => {
      const star = word.prefix && (field === FIELDS.title || prefixLength(word) >= MIN_PREFIX) ? ':*' : '';
      return `(${word.spellings.map((spelling) => `'${level}${field}${spelling}'${star}`).join(' | ')})`;
    })
    .join(' & ');
}

/** The search as a tsquery over everything that a level holds. */
export function wholeLevelQuery(search: MovieSearch, level: number): string {
  const anywhere = levelQuery(search, level, FIELDS.anywhere);
  const short = search.words.some((word) => word.prefix && prefixLength(word) < MIN_PREFIX);
  return short ? `(${anywhere}) | (${levelQuery(search, level, FIELDS.title)})` : anywhere;
}

/** The search as a tsquery over the whole catalogue. */
export function wholeQuery(search: MovieSearch): string {
  return Array.from({ length: LEVELS }, (_, level) => `(${wholeLevelQuery(search, level)})`).join(' | ');
}

function prefixLength(word: SearchWord): number {
  return Math.min(...word.spellings.map((spelling) => spelling.length));
}
