import { Injectable } from '@nestjs/common';
import { MoviesRepository } from '../movies/movies.repository.js';
import { CatalogueRevision } from '../reading/catalogue-revision.js';
import type { FilmFacts } from '../film-facts.js';
import { searchDocument } from '../search-document.js';
import type { TermKind } from '../terms/term-kind.js';
import type { StatedFilm } from './film-row.js';
import { type FilmRecord, FilmsRepository, type KnownFilm, RELATIONS } from './films.repository.js';
import { changeOf, type FilmChange } from './known-film.js';
import type { PreparedFilm } from './prepared-film.js';
import { SearchWordsRepository } from './search-words.repository.js';
import { TermIds } from './term-ids.js';

/** What became of a film: it is new, or was there with other facts, or was there just so. */
export type WriteOutcome = 'created' | 'updated' | 'unchanged';

const NAMES_OF: Readonly<Record<TermKind, (film: FilmFacts) => readonly string[]>> = {
  certification: (film) => [film.certification],
  genre: (film) => film.genres,
  star: (film) => film.stars,
  director: (film) => film.directors,
};

/**
 * Writes films, many at a time: facts, terms (created when new), relations, counters and search index. A film that is there
 * already (name whatever its case, year and time) gets these facts and relations, never the price.
 */
@Injectable()
export class FilmWriter {
  constructor(
    private readonly films: FilmsRepository,
    private readonly terms: TermIds,
    private readonly searchWords: SearchWordsRepository,
    private readonly movies: MoviesRepository,
    private readonly revision: CatalogueRevision,
  ) {}

  /**
   * Does what writing a film takes before the database is asked.
   * @param price minor units
   */
  prepare({ facts, unstated }: StatedFilm, price: number): PreparedFilm {
    const { lexemes, words } = searchDocument({ ...facts, people: [...facts.stars, ...facts.directors] });
    return {
      facts,
      unstated,
      price,
      search: lexemes.join(' '),
      words: this.searchWords.lacking(words),
      key: `${facts.name.toLowerCase()}|${facts.year}|${facts.time}`,
    };
  }

  /** Finds the terms of films, and creates those that are new: best outside a transaction, so that nobody waits for them. */
  async identify(films: readonly PreparedFilm[]): Promise<FilmRecord[]> {
    const idsOf = async (kind: TermKind): Promise<(film: PreparedFilm) => number[]> => {
      const ids = await this.terms.findOrCreate(
        kind,
        new Set(films.flatMap((film) => NAMES_OF[kind](film.facts))),
      );
      return (film) => [...new Set(NAMES_OF[kind](film.facts).flatMap((name) => ids.get(name) ?? []))];
    };
    const certification = await idsOf('certification');
    const genre = await idsOf('genre');
    const star = await idsOf('star');
    const director = await idsOf('director');
    return films.map((film) => ({
      ...film,
      certificationId: certification(film)[0] ?? 0,
      termIds: { genre: genre(film), star: star(film), director: director(film) },
    }));
  }

  /**
   * Writes films inside the caller's transaction, as its last step. Where one is named several times, the last one counts.
   * @returns what became of each, in order
   */
  async write(films: readonly FilmRecord[]): Promise<WriteOutcome[]> {
    const last = new Map<string, FilmRecord>();
    for (const film of films) {
      const former = last.get(film.key);
      last.set(film.key, former ? { ...film, price: former.price } : film);
    }
    // One order everywhere, so that two transactions cannot wait for each other.
    let pending = [...last.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
    const outcomes = new Map<string, WriteOutcome>();
    while (pending.length > 0) {
      const looked = await this.writeOnce(pending);
      for (const [film, outcome] of looked) outcomes.set(film.key, outcome);
      pending = pending.filter((film) => !looked.has(film));
    }
    const written = films.filter((film) => outcomes.get(film.key) !== 'unchanged');
    if (written.length > 0) {
      await this.searchWords.add(new Set(written.flatMap((film) => film.words)));
      await this.revision.advance();
    }
    return outcomesOf(films, outcomes);
  }

  /** Films that somebody else enters at the same moment, or that are another spelling of one of these, are left out. */
  private async writeOnce(films: readonly FilmRecord[]): Promise<Map<FilmRecord, WriteOutcome>> {
    const known = await this.films.find(films);
    const changes = await this.changesTo(known);
    const created = await this.films.insert(films.filter((film) => !known.has(film)));
    const updated = [...changes.values()].filter((change) => change !== undefined);
    await this.films.update(updated);
    await this.relink(updated);
    return new Map<FilmRecord, WriteOutcome>([
      ...[...changes].map(([film, change]) => [film, change ? 'updated' : 'unchanged'] as const),
      ...created.map((film) => [film, 'created'] as const),
    ]);
  }

  /** What changes in films that are there; those that do are locked. */
  private async changesTo(
    known: Map<FilmRecord, KnownFilm>,
  ): Promise<Map<FilmRecord, FilmChange | undefined>> {
    const changes = changesOf(known);
    const differing = [...changes].flatMap(([film, change]) => (change ? [{ film, id: change.id }] : []));
    if (differing.length === 0) return changes;
    await this.films.lock(differing.map(({ id }) => id));
    const now = await this.films.find(differing.map(({ film }) => film));
    for (const { film } of differing) changes.delete(film);
    return new Map([...changes, ...changesOf(now)]);
  }

  private async relink(updated: readonly FilmChange[]): Promise<void> {
    for (const relation of RELATIONS) {
      await this.films.relink(
        relation,
        updated.filter((change) => change.relations.includes(relation)),
      );
    }
    const keepPeople = updated.filter(({ film }) =>
      film.unstated.some((field) => field === 'stars' || field === 'directors'),
    );
    await this.movies.reindex(keepPeople.map((change) => change.id));
  }
}

/** Of two spellings of one film that both change it, only the first is in the answer. */
function changesOf(known: Map<FilmRecord, KnownFilm>): Map<FilmRecord, FilmChange | undefined> {
  const changes = new Map<FilmRecord, FilmChange | undefined>();
  const ids = new Set<number>();
  for (const [film, now] of known) {
    const change = changeOf(film, now);
    if (change && ids.has(change.id)) continue;
    if (change) ids.add(change.id);
    changes.set(film, change);
  }
  return changes;
}

/** A film that is named again counts as updated where it then says something else. */
function outcomesOf(
  films: readonly PreparedFilm[],
  outcomes: ReadonlyMap<string, WriteOutcome>,
): WriteOutcome[] {
  const former = new Map<string, PreparedFilm>();
  return films.map((film) => {
    const outcome = outcomes.get(film.key) ?? 'unchanged';
    const before = former.get(film.key);
    former.set(film.key, film);
    if (!before || outcome === 'unchanged') return outcome;
    return JSON.stringify(before.facts) === JSON.stringify(film.facts) ? 'unchanged' : 'updated';
  });
}
