import type { FilmRecord, KnownFilm, Relation } from './films.repository.js';
import { RELATIONS } from './films.repository.js';

/** What writing a film would change in the tables. */
export interface FilmChange {
  readonly id: number;
  /** The film with what it keeps filled in. */
  readonly film: FilmRecord;
  /** The relations that change. */
  readonly relations: readonly Relation[];
}

const RELATION_FIELDS = { genre: 'genres', star: 'stars', director: 'directors' } as const satisfies Record<
  Relation,
  string
>;

/** Compares a film with what the tables know of it; undefined where they know it just so. */
export function changeOf(stated: FilmRecord, known: KnownFilm): FilmChange | undefined {
  const film = withKept(stated, known);
  const relations = RELATIONS.filter((relation) => !sameIds(film.termIds[relation], known[relation]));
  return relations.length > 0 || hasOtherFacts(film, known) ? { id: known.id, film, relations } : undefined;
}

/** Fills what the file says nothing about with what is known. */
function withKept(film: FilmRecord, known: KnownFilm): FilmRecord {
  const { facts, unstated, termIds } = film;
  const idsOf = (relation: Relation): readonly number[] =>
    unstated.includes(RELATION_FIELDS[relation]) ? known[relation] : termIds[relation];
  return {
    ...film,
    facts: {
      ...facts,
      metaScore: unstated.includes('meta_score') ? known.meta_score : facts.metaScore,
      gross: unstated.includes('gross') ? known.gross : facts.gross,
      minAge: unstated.includes('min_age') ? known.min_age : facts.minAge,
    },
    certificationId: unstated.includes('certification') ? known.certification_id : film.certificationId,
    termIds: { genre: idsOf('genre'), star: idsOf('star'), director: idsOf('director') },
  };
}

function hasOtherFacts({ facts, certificationId }: FilmRecord, known: KnownFilm): boolean {
  return (
    facts.name !== known.name ||
    facts.imdb !== known.imdb ||
    facts.votes !== known.votes ||
    facts.metaScore !== known.meta_score ||
    facts.gross !== known.gross ||
    facts.description !== known.description ||
    facts.minAge !== known.min_age ||
    certificationId !== known.certification_id
  );
}

function sameIds(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}
