import { fold, isPlain } from './fold.js';

/** What search looks through. */
export interface SearchableText {
  readonly name: string;
  readonly description: string;
  readonly people: readonly string[];
  readonly votes: number;
}

/** Where a word stands: in the title, among stars and directors, or only in the description. */
export const FIELDS = { title: 'T', people: 'P', description: 'D' } as const;

export type Field = (typeof FIELDS)[keyof typeof FIELDS];

/**
 * Films fall into levels by how many people voted for them, best known first. Search goes through the levels in turn and
 * stops when it has enough, so that a common word costs no more in a large catalogue than in a small one.
 */
export const LEVEL_BOUNDS = [25_000, 1_000, 100] as const;
export const LEVELS = LEVEL_BOUNDS.length + 1;

export const MAX_WORD = 40;
const WORDS = /[\p{L}\p{N}]+/gu;
/** Much faster; enough for text that has none but these. */
const PLAIN_WORDS = /[a-z0-9]+/g;
const APOSTROPHES = /['’ʼ`]/g;

/** The words of a text as search knows them: folded, without punctuation, at most 40 characters each. */
export function wordsOf(text: string): string[] {
  const folded = fold(text).replace(APOSTROPHES, '');
  const words = folded.match(isPlain(folded) ? PLAIN_WORDS : WORDS) ?? [];
  return words.map((word) => (word.length <= MAX_WORD ? word : [...word].slice(0, MAX_WORD).join('')));
}

/** The level (0 best known) of a film with so many votes. */
export function levelOf(votes: number): number {
  const level = LEVEL_BOUNDS.findIndex((bound) => votes >= bound);
  return level === -1 ? LEVEL_BOUNDS.length : level;
}

/** A film's index entries and the plain words that they were made of. */
export interface SearchDocument {
  /** Lexemes of the `search` column: level, field, word (`0Tgodfather`). */
  readonly lexemes: string[];
  readonly words: string[];
}

/** Makes the index entries of a film. */
export function searchDocument(film: SearchableText): SearchDocument {
  const level = levelOf(film.votes);
  const title = new Set(wordsOf(film.name));
  const people = new Set(film.people.flatMap(wordsOf));
  const others = new Set(wordsOf(film.description).filter((word) => !title.has(word) && !people.has(word)));
  const lexemesOf = (field: Field, words: ReadonlySet<string>): string[] =>
    [...words].map((word) => `${level}${field}${word}`);
  return {
    lexemes: [
      ...lexemesOf(FIELDS.title, title),
      ...lexemesOf(FIELDS.people, people),
      ...lexemesOf(FIELDS.description, others),
    ],
    words: [...new Set([...title, ...people, ...others])],
  };
}

/** Whether a typing error in this word is looked for: nearly every short word is one letter away from another. */
export function isTypoTolerant(word: string): boolean {
  return word.length >= 4 && word.length <= 20;
}

/**
 * The word and everything that is left of it when one letter is taken away. Two words that are one typing error apart
 * (a letter wrong, missing, too many, or two swapped) share at least one of these.
 */
export function deletionsOf(word: string): string[] {
  const letters = [...word];
  const deletions = letters.map((_, index) =>
    [...letters.slice(0, index), ...letters.slice(index + 1)].join(''),
  );
  return [...new Set([word, ...deletions])];
}
