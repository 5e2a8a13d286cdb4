import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InvalidFieldsError } from '../../../platform/errors/index.js';
import { bookmarksOf, toPage, windowOf } from '../../../platform/lists/index.js';
import { MovieContributors } from '../contributors/movie-contributors.js';
import { fold } from '../fold.js';
import type { TermKind } from '../terms/term-kind.js';
import { TermsRepository } from '../terms/terms.repository.js';
import { CatalogueRevision, type Derived } from './catalogue-revision.js';
import { movieFilter, type MovieFilter, type PersonalList, type TermFilter } from './movie-filter.js';
import type { Facet, MovieFacets, MovieListQuery, MoviePage } from './movie-list.dto.js';
import { type MovieKey, MovieListRepository } from './movie-list.repository.js';
import { MovieAnswers } from './movie-answers.js';
import { type MovieOrder, movieOrder, needsStats } from './movie-order.js';
import { type MovieSearch, movieSearch } from './movie-search.js';
import { MovieSearchRepository, SEARCH_WINDOW } from './movie-search.repository.js';

interface Found {
  readonly ids: readonly number[];
  readonly total: number;
  readonly totalIsExact: boolean;
  readonly search: MovieSearch | undefined;
  readonly bookmarks?: { previous: string; next: string } | undefined;
}

/** For whom a list is, and of what. */
export interface MovieListScope {
  /** Who looks at it, where they have signed in. */
  readonly viewer?: Principal | undefined;
  /** Only films that carry these. */
  readonly within?: TermFilter;
  /** Only films of somebody's list. */
  readonly personal?: PersonalList;
}

const TERM_FILTERS = ['genre', 'star', 'director', 'certification'] as const satisfies TermKind[];

/** Lists of films: filters, search, sorting, paging, facets. */
@Injectable()
export class MovieListService {
  constructor(
    private readonly lists: MovieListRepository,
    private readonly searches: MovieSearchRepository,
    private readonly answers: MovieAnswers,
    private readonly terms: TermsRepository,
    private readonly contributors: MovieContributors,
    private readonly revision: CatalogueRevision,
    private readonly clock: Clock,
  ) {}

  /**
   * @param url path and query of the request, for the links
   * @throws InvalidFieldsError
   */
  async list(query: MovieListQuery, url: string, scope: MovieListScope = {}): Promise<MoviePage> {
    const { viewer, within, personal } = scope;
    checkRanges(query);
    const search = query.q === undefined ? undefined : movieSearch(query.q, fold(query.q));
    const order = movieOrder(query.sort, search !== undefined, personal?.since);
    const filter = movieFilter(
      query,
      [...(within ? [within] : []), ...(await this.termFilters(query))],
      { personal, programme: this.contributors.programme },
      this.clock.now(),
    );
    const found = order
      ? await this.walk(filter, search, order, query)
      : await this.bestMatches(filter, search, query);
    return {
      ...toPage(await this.answers.of(found.ids, viewer), query, found.total, url, found.bookmarks),
      total_is_exact: found.totalIsExact,
      ...(query.facets ? { facets: await this.facets(query.facets, filter, found.search) } : {}),
    };
  }

  private async walk(
    filter: MovieFilter,
    search: MovieSearch | undefined,
    order: MovieOrder,
    query: MovieListQuery,
  ): Promise<Found> {
    const read = async (words: MovieSearch | undefined): Promise<Found> => {
      const total = await this.derive('count', filter, words, () => this.lists.count(filter, words));
      const page = (): Promise<MovieKey[]> =>
        this.lists.page(filter, words, order, (parameters) =>
          windowOf(query, order, 'm.id', total, parameters),
        );
      const keys =
        order.length === 1 || needsStats(order)
          ? await page()
          : await this.derive(`page ${JSON.stringify([query, order])}`, filter, words, page);
      const bookmarks = bookmarksOf(order, keys[0]?.keys, keys.at(-1)?.keys);
      return { ids: keys.map((key) => key.id), total, totalIsExact: true, search: words, bookmarks };
    };
    return this.forgiving(search, read);
  }

  private async bestMatches(
    filter: MovieFilter,
    search: MovieSearch | undefined,
    query: MovieListQuery,
  ): Promise<Found> {
    const offset = (query.page - 1) * query.per_page;
    const limit = Math.max(0, Math.min(query.per_page, SEARCH_WINDOW - offset));
    const read = async (words: MovieSearch | undefined): Promise<Found> => {
      if (!words) return { ids: [], total: 0, totalIsExact: true, search: words };
      const ids = limit > 0 ? await this.searches.ids(words, filter, limit, offset) : [];
      const isLastPage = ids.length > 0 && ids.length < limit;
      const counted =
        isLastPage || (ids.length === 0 && offset === 0)
          ? offset + ids.length
          : await this.countMatches(words, filter);
      const total = Math.min(counted, SEARCH_WINDOW);
      return { ids, total, totalIsExact: counted <= SEARCH_WINDOW, search: words };
    };
    return this.forgiving(search, read);
  }

  private countMatches(search: MovieSearch, filter: MovieFilter): Promise<number> {
    return this.derive('matches', filter, search, () => this.searches.count(search, filter));
  }

  /** Where nothing has the words as they were typed, typing errors are forgiven. */
  private async forgiving(
    search: MovieSearch | undefined,
    read: (words: MovieSearch | undefined) => Promise<Found>,
  ): Promise<Found> {
    const found = await read(search);
    return found.total > 0 || !search ? found : read(await this.searches.correct(search));
  }

  private async facets(
    facets: readonly Facet[],
    filter: MovieFilter,
    search: MovieSearch | undefined,
  ): Promise<MovieFacets> {
    const without = (kind: TermKind): MovieFilter => ({
      ...filter,
      terms: filter.terms.filter((term) => term.kind !== kind),
    });
    const anyYear: MovieFilter = { ...filter, years: undefined, yearFrom: undefined, yearTo: undefined };
    const count = <T extends Derived>(
      facet: Facet,
      others: MovieFilter,
      compute: () => Promise<T>,
    ): Promise<T> => this.derive(`facet ${facet}`, others, search, compute);
    const counters = {
      genre: (others = without('genre')) =>
        count('genre', others, () => this.lists.countByTerm('genre', others, search)),
      certification: (others = without('certification')) =>
        count('certification', others, () => this.lists.countByTerm('certification', others, search)),
      decade: () => count('decade', anyYear, () => this.lists.countByDecade(anyYear, search)),
    };
    const entries = await Promise.all(facets.map(async (facet) => [facet, await counters[facet]()] as const));
    return Object.fromEntries(entries);
  }

  /** Computes once for each revision what follows from content alone; personal lists change without it. */
  private derive<T extends Derived>(
    what: string,
    filter: MovieFilter,
    search: MovieSearch | undefined,
    compute: () => Promise<T>,
  ): Promise<T> {
    if (filter.personal) return compute();
    return this.revision.derive(`${what} ${JSON.stringify([filter, search])}`, compute);
  }

  private async termFilters(query: MovieListQuery): Promise<TermFilter[]> {
    const wanted = TERM_FILTERS.flatMap((kind) => {
      const values = query[kind];
      return values ? [{ kind, values }] : [];
    });
    return Promise.all(
      wanted.map(async ({ kind, values }) => ({
        kind,
        ids: await this.revision.derive(`ids ${kind} ${JSON.stringify(values)}`, () =>
          this.terms.resolve(kind, values),
        ),
      })),
    );
  }
}

/** @throws InvalidFieldsError where a range ends before it begins */
function checkRanges(query: MovieListQuery): void {
  const ranges = [
    ['year', query.year_from, query.year_to],
    ['imdb', query.imdb_from, query.imdb_to],
    ['price', query.price_from, query.price_to],
  ] as const;
  const errors = ranges.flatMap(([name, from, to]) =>
    from !== undefined && to !== undefined && from > to
      ? [{ field: `${name}_from`, message: `must not be greater than ${name}_to` }]
      : [],
  );
  if (errors.length > 0) throw new InvalidFieldsError(errors);
}
