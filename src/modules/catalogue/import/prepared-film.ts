import type { FilmFacts } from '../film-facts.js';
import type { OptionalField } from './film-row.js';

/** A film that is to be written, and what search finds it by. */
export interface PreparedFilm {
  readonly facts: FilmFacts;
  /** What a film that is there already keeps. */
  readonly unstated: readonly OptionalField[];
  /** Minor units; only a new film takes it. */
  readonly price: number;
  /** Its index entries, with spaces between them. */
  readonly search: string;
  /** Words that search may not know yet. */
  readonly words: readonly string[];
  /** The same for every spelling of the film. */
  readonly key: string;
}
