import type { FilmFacts } from '../film-facts.js';
import { searchDocument } from '../search-document.js';
import type { OptionalField, StatedFilm } from './film-row.js';

/** A film that is to be written, and what search finds it by. */
export interface PreparedFilm {
  readonly facts: FilmFacts;
  /** What a film that is there already keeps. */
  readonly unstated: readonly OptionalField[];
  /** Minor units; only a new film takes it. */
  readonly price: number;
  readonly lexemes: readonly string[];
  readonly words: readonly string[];
  /** The same for every spelling of the film. */
  readonly key: string;
}

/** Does what writing a film takes before the database is asked. */
export function prepareFilm({ facts, unstated }: StatedFilm, price: number): PreparedFilm {
  const { lexemes, words } = searchDocument({ ...facts, people: [...facts.stars, ...facts.directors] });
  return {
    facts,
    unstated,
    price,
    lexemes,
    words,
    key: `${facts.name.toLowerCase()}|${facts.year}|${facts.time}`,
  };
}
