import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ListQuery, PageOf, QueryWords } from '../../../platform/lists/index.js';
import { IMPORT_STATUSES, type ImportStatus } from './imports.repository.js';
import { DEFAULT_PRICE_RULE, PRICE_RULE_HELP } from './price-rule.js';

/** A form with a file of films. */
export class ImportUpload {
  /**
   * CSV with the columns of IMDb's lists (`Series_Title`, `Released_Year`, `Certificate`, `Runtime`, `Genre`,
   * `IMDB_Rating`, `Overview`, `Meta_score`, `Director`, `Star1` to `Star4`, `No_of_Votes`, `Gross`) or with ours, or a
   * JSON array of objects with our names (`name`, `year`, `time`, `imdb`, `votes`, `description`; and if you like
   * `meta_score`, `gross`, `certification`, `min_age`, `genres`, `stars`, `directors`). UTF-8.
   */
  @ApiProperty({ type: 'string', format: 'binary' })
  file: string;

  @ApiPropertyOptional({
    type: String,
    description: `What new films cost: ${PRICE_RULE_HELP}.`,
    default: DEFAULT_PRICE_RULE,
    example: 'imdb>=8.5:12.99,year>=2015:9.99,else:6.99',
  })
  price_rule?: string;

  @ApiPropertyOptional({
    type: String,
    description:
      'Where the file uses other names: a JSON object of our names and its own. `genres`, `stars` and `directors` may name several columns in an array.',
    example: '{"name": "Title", "stars": ["Actor 1", "Actor 2"]}',
  })
  mapping?: string;
}

/** Something wrong in the file. */
export class ImportProblemResponse {
  /**
   * The line of the file, counted from 1, in which the row begins; null where the whole file is meant.
   * @example 17
   */
  line: number | null;
  /**
   * The column as the file calls it; null where the whole row is meant.
   * @example "Released_Year"
   */
  column: string | null;
  /** @example "must be a year from 1870 to 2100, not \"PG\"" */
  message: string;
}

/** An import of films, as lists show it. */
export class ImportSummaryResponse {
  /** @example 12 */
  id: number;
  @ApiProperty({ enum: IMPORT_STATUSES, example: 'completed' })
  status: ImportStatus;
  /**
   * Rows that were dealt with so far.
   * @example 1000
   */
  processed: number;
  /** @example 990 */
  created: number;
  /**
   * Films that were there with other facts.
   * @example 5
   */
  updated: number;
  /**
   * Films that were there just so.
   * @example 4
   */
  unchanged: number;
  /**
   * Rows with something wrong in them.
   * @example 1
   */
  rejected: number;
  /**
   * Per cent.
   * @example 100
   */
  progress: number;
  /** @example "2026-11-21T09:30:00.000Z" */
  created_at: string;
  /** @example "2026-11-21T09:30:04.000Z" */
  finished_at: string | null;
}

/** An import of films. */
export class ImportResponse extends ImportSummaryResponse {
  /** What is wrong with the file or its rows; the first 1,000 are kept. */
  errors: ImportProblemResponse[];
}

export class ImportPage extends PageOf(ImportSummaryResponse) {}

/** How to list imports. */
export class ImportListQuery extends ListQuery {
  @QueryWords(IMPORT_STATUSES, { description: 'Only imports in one of these states.', example: 'failed' })
  status?: ImportStatus[];
}
