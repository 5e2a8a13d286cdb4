import { ContributesToMovies, type CountedTable, type MovieContributor } from '../../catalogue/index.js';

/** Tells what `comment_count` of films counts: what people can read, replies included. */
@ContributesToMovies()
export class CommentCounter implements MovieContributor {
  readonly counted: readonly CountedTable[] = [
    { table: 'comments', counters: { comment_count: 'count(*) FILTER (WHERE deleted_at IS NULL)' } },
  ];
}
