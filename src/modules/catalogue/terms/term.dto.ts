import { Transform, type TransformFnParams } from 'class-transformer';
import { TextLength } from '../../../platform/http/index.js';
import { ListQuery, QueryBoolean, QueryText } from '../../../platform/lists/index.js';
import { FoldedName } from '../folded-name.js';
import { MAX_TERM_NAME } from './term-kind.js';

/** A genre, star, director or certification. */
export class TermResponse {
  /** @example 7 */
  id: number;
  /** @example "Drama" */
  name: string;
  /**
   * How many films carry it.
   * @example 142
   */
  movie_count: number;
}

/** Creates or renames a genre, star, director or certification. */
export class SaveTermDto {
  /**
   * Unique, whatever its case; space around it is taken off.
   * @example "Drama"
   */
  @Transform(({ value }: TransformFnParams): unknown => (typeof value === 'string' ? value.trim() : value))
  @TextLength(1, MAX_TERM_NAME)
  @FoldedName('term')
  name: string;
}

/** How to list genres, stars, directors or certifications. */
export class TermListQuery extends ListQuery {
  @QueryText(MAX_TERM_NAME, {
    description: 'Only names that contain this, whatever its case and accents.',
    example: 'dra',
  })
  q?: string;
}

export class DeleteTermQuery {
  @QueryBoolean({ description: 'Also take it off every film that carries it.', example: true })
  force?: boolean;
}
