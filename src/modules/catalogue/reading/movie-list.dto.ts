import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  ListQuery,
  PageOf,
  QueryBoolean,
  QueryInteger,
  QueryIntegers,
  QueryNames,
  QueryNumber,
  QueryText,
  QueryWord,
  QueryWords,
} from '../../../platform/lists/index.js';
import { MovieResponse } from '../movies/movie.dto.js';
import { MAX_TERM_NAME } from '../terms/term-kind.js';

export const FACETS = ['genre', 'certification', 'decade'] as const;
export type Facet = (typeof FACETS)[number];

/** How to find films. Filters combine: each narrows the list further. */
export class MovieListQuery extends ListQuery {
  @QueryText(300, {
    description:
      'Words to look for in title, description, stars and directors. Case and accents are ignored, the last word may be unfinished, and a typing error in a word is forgiven. Best matches first, titles before people before descriptions, unless `sort` says otherwise.',
    example: 'shawshenk',
  })
  q?: string;

  @QueryIntegers(1870, 2100, { description: 'Year of release.', example: [1994] })
  year?: number[];

  @QueryInteger(1870, 2100, { description: 'Released in this year or later.', example: 1990 })
  year_from?: number;

  @QueryInteger(1870, 2100, { description: 'Released in this year or earlier.', example: 1999 })
  year_to?: number;

  @QueryNumber(0, 10, 1, { description: 'Rated at least this on IMDb.', example: 8 })
  imdb_from?: number;

  @QueryNumber(0, 10, 1, { description: 'Rated at most this on IMDb.', example: 9.5 })
  imdb_to?: number;

  @QueryNames(MAX_TERM_NAME, { description: 'Genre, by name or id.', example: ['Drama'] })
  genre?: string[];

  @QueryNames(MAX_TERM_NAME, { description: 'Star, by whole name or id.', example: ['Tim Robbins'] })
  star?: string[];

  @QueryNames(MAX_TERM_NAME, { description: 'Director, by whole name or id.', example: ['Frank Darabont'] })
  director?: string[];

  @QueryNames(MAX_TERM_NAME, { description: 'Certification, by name or id.', example: ['R'] })
  certification?: string[];

  @QueryWord(['any', 'all'], {
    description: 'Whether a filter that is given several times wants any of its values or all of them.',
    default: 'any',
  })
  match: 'any' | 'all' = 'any';

  @QueryNumber(0, 99_999_999, 2, { description: 'Costs at least this.', example: 5 })
  price_from?: number;

  @QueryNumber(0, 99_999_999, 2, { description: 'Costs at most this.', example: 12.99 })
  price_to?: number;

  @QueryInteger(0, 130, { description: 'Only films that somebody of this age may see.', example: 12 })
  suitable_for_age?: number;

  @QueryBoolean({
    description: 'Only films that are (or are not) on the programme of a cinema.',
    example: true,
  })
  now_showing?: boolean;

  @QueryBoolean({ description: 'Only films that can (or cannot) be bought now.', example: true })
  on_sale?: boolean;

  @QueryWords(FACETS, {
    description:
      'Also count the films of the list by these, joined by commas. Each count respects all other filters, so that it says what choosing one more would find.',
    example: 'genre,decade',
  })
  facets?: Facet[];
}

/** How many films of the list have a genre or certification. */
export class TermFacet {
  /** @example 7 */
  id: number;
  /** @example "Drama" */
  name: string;
  /** @example 142 */
  count: number;
}

/** How many films of the list are from a decade. */
export class DecadeFacet {
  /** @example 1990 */
  decade: number;
  /** @example 31 */
  count: number;
}

/** Counts by the facets that were asked for. */
export class MovieFacets {
  genre?: TermFacet[];
  certification?: TermFacet[];
  decade?: DecadeFacet[];
}

/** A page of films. */
export class MoviePage extends PageOf(MovieResponse) {
  /**
   * `false` where a search found more than it counts: there are at least `total_items`.
   * @example true
   */
  total_is_exact: boolean;

  @ApiPropertyOptional({ type: MovieFacets, description: 'Only where `facets` was given.' })
  facets?: MovieFacets;
}
