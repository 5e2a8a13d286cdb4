import { type Field, FIELDS, LEVELS, wordsOf } from '../search-document.js';

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

export const ANYWHERE: readonly Field[] = Object.values(FIELDS);

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

/** The search as a tsquery over some fields of one level: every word, wherever in these fields. */
export function levelQuery(search: MovieSearch, level: number, fields: readonly Field[]): string {
  return search.words
    .map((word) => `(${fields.flatMap((field) => lexemesOf(word, level, field)).join(' | ')})`)
    .join(' & ');
}

/** The search as a tsquery over the whole catalogue. */
export function wholeQuery(search: MovieSearch): string {
  return Array.from({ length: LEVELS }, (_, level) => `(${levelQuery(search, level, ANYWHERE)})`).join(' | ');
}

function lexemesOf(word: SearchWord, level: number, field: Field): string[] {
  return word.spellings.map((spelling) => {
    const unfinished = word.prefix && (field === FIELDS.title || spelling.length >= MIN_PREFIX);
    return `'${level}${field}${spelling}'${unfinished ? ':*' : ''}`;
  });
}
