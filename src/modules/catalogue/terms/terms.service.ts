import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { NotFoundError } from '../../../platform/errors/index.js';
import { etagOf, requireMatch } from '../../../platform/http/index.js';
import {
  bookmarksOf,
  type Page,
  parseSort,
  type SortColumn,
  toPage,
  windowOf,
} from '../../../platform/lists/index.js';
import { CatalogueRevision } from '../reading/catalogue-revision.js';
import { MoviesRepository } from '../movies/movies.repository.js';
import type { TermListQuery } from './term.dto.js';
import { TermInUseError } from './term.errors.js';
import type { TermKind } from './term-kind.js';
import { type Term, TermsRepository } from './terms.repository.js';

const SORT_COLUMNS: Readonly<Record<string, SortColumn>> = {
  name: { sql: 't.name_folded', type: 'text' },
  movie_count: { sql: 't.movie_count', type: 'integer' },
  id: { sql: 't.id', type: 'integer' },
};

/** Genres, stars, directors and certifications. */
@Injectable()
export class TermsService {
  constructor(
    private readonly transaction: Transaction,
    private readonly terms: TermsRepository,
    private readonly movies: MoviesRepository,
    private readonly revision: CatalogueRevision,
    private readonly audit: AuditLog,
  ) {}

  async list(kind: TermKind, query: TermListQuery, url: string): Promise<Page<Term>> {
    const order = parseSort(query.sort ?? 'name', SORT_COLUMNS);
    const total = await this.revision.derive(`${kind} count ${query.q ?? ''}`, () =>
      this.terms.count(kind, query.q),
    );
    const rows = await this.terms.page(kind, query.q, (parameters) =>
      windowOf(query, order, 't.id', total, parameters),
    );
    const items = rows.map(({ id, name, movie_count }) => ({ id, name, movie_count }));
    return toPage(items, query, total, url, bookmarksOf(order, rows[0]?.keys, rows.at(-1)?.keys));
  }

  /** @throws NotFoundError */
  async get(kind: TermKind, id: number): Promise<Term> {
    const term = await this.terms.find(kind, id);
    if (!term) throw new NotFoundError(kind, id);
    return term;
  }

  /** @throws NameTakenError */
  async create(actorId: number, kind: TermKind, name: string): Promise<Term> {
    return this.transaction.run(async () => {
      const term = await this.terms.insert(kind, name);
      await this.audit.record({
        actorId,
        action: `${kind}.create`,
        target: `${kind}:${term.id}`,
        after: { name },
      });
      await this.revision.advance();
      return term;
    });
  }

  /**
   * Gives a term another name; films are found under it at once.
   * @param ifMatch the ETag that the editor saw, if they said so
   * @throws NotFoundError, NameTakenError, StaleError
   */
  async rename(
    actorId: number,
    kind: TermKind,
    id: number,
    name: string,
    ifMatch: string | undefined,
  ): Promise<Term> {
    return this.transaction.run(async () => {
      const term = await this.lock(kind, id, ifMatch);
      if (term.name === name) return term;
      await this.terms.rename(kind, id, name);
      await this.reindex(kind, id);
      await this.audit.record({
        actorId,
        action: `${kind}.rename`,
        target: `${kind}:${id}`,
        before: { name: term.name },
        after: { name },
      });
      await this.revision.advance();
      return { ...term, name };
    });
  }

  /**
   * @param force also take it off the films that carry it
   * @throws NotFoundError, TermInUseError, StaleError
   */
  async delete(
    actorId: number,
    kind: TermKind,
    id: number,
    force: boolean,
    ifMatch: string | undefined,
  ): Promise<void> {
    await this.transaction.run(async () => {
      const term = await this.lock(kind, id, ifMatch);
      const held =
        kind === 'certification'
          ? await this.terms.isCertificationReferenced(id)
          : !force && term.movie_count > 0;
      if (held) throw new TermInUseError(kind, term.name, term.movie_count);
      const movies = await this.terms.moviesOf(kind, id);
      await this.terms.delete(kind, id);
      await this.movies.touch(movies);
      if (kind === 'star' || kind === 'director') await this.movies.reindex(movies);
      await this.audit.record({
        actorId,
        action: `${kind}.delete`,
        target: `${kind}:${id}`,
        before: { name: term.name, movie_count: term.movie_count },
      });
      await this.revision.advance();
    });
  }

  private async lock(kind: TermKind, id: number, ifMatch: string | undefined): Promise<Term> {
    const term = await this.terms.lock(kind, id);
    if (!term) throw new NotFoundError(kind, id);
    requireMatch(ifMatch, termContent(term), kind);
    return term;
  }

  /** People are searched by name; genres and certifications are not. */
  private async reindex(kind: TermKind, id: number): Promise<void> {
    if (kind === 'star' || kind === 'director')
      await this.movies.reindex(await this.terms.moviesOf(kind, id));
  }
}

/** What of a term is edited, as its ETag names it. */
export function termContent(term: Pick<Term, 'name'>): string {
  return etagOf(term.name).slice(1, 17);
}
