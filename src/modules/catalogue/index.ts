/**
 * Catalogue: films and what describes them (genres, stars, directors, certifications), search, import, posters.
 * Invariants: a living film is unique by name (whatever its case), year and time; every film has a certification and a row
 * of counters; `movie_count` is what a count would say, and counters of films with their notes are what a count of the
 * rows in other contexts would say. `catalogue_revision` rises with every change of content.
 */
export { CatalogueModule } from './catalogue.module.js';
export {
  ContributesToMovies,
  type CountedTable,
  type MovieContributor,
  type Programme,
} from './contributors/movie-contributor.js';
export { DemoFilmsService } from './demo/demo-films.service.js';
export { ColumnMappingError, parseColumnMapping } from './import/film-columns.js';
export { FilmImport, type ImportState } from './import/film-import.js';
export { ImportFileError } from './import/import.errors.js';
export { DEFAULT_PRICE_RULE, parsePriceRule, PRICE_RULE_HELP, PriceRuleError } from './import/price-rule.js';
export { MoviePoster, MovieTerm, type OwnMovieState, type Reaction, REACTIONS } from './movies/movie.dto.js';
export { posterUrls } from './posters/poster-urls.js';
export { CatalogueRevision } from './reading/catalogue-revision.js';
export { MovieDetailService } from './reading/movie-detail.service.js';
export { MovieListQuery, MoviePage } from './reading/movie-list.dto.js';
export { MovieListService } from './reading/movie-list.service.js';
export { MovieStatsService } from './stats/movie-stats.service.js';
