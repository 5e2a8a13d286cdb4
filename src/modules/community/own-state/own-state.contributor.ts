import { ContributesToMovies, type CountedTable, type MovieContributor } from '../../catalogue/index.js';

/** Adds to films what the viewer thinks of them, and tells what likes and ratings count. */
@ContributesToMovies()
export class OwnStateContributor implements MovieContributor {
  readonly own = {
    reaction: '(SELECT value FROM movie_reactions WHERE user_id = $2 AND movie_id = m.id)',
    rating: '(SELECT value FROM movie_ratings WHERE user_id = $2 AND movie_id = m.id)',
    is_favorite: 'EXISTS (SELECT FROM favorites WHERE user_id = $2 AND movie_id = m.id)',
  };
  readonly counted: readonly CountedTable[] = [
    {
      table: 'movie_reactions',
      counters: {
        likes: `count(*) FILTER (WHERE value = 'like')`,
        dislikes: `count(*) FILTER (WHERE value = 'dislike')`,
      },
      popularity: { weight: `CASE value WHEN 'like' THEN 2 ELSE -1 END`, since: 'created_at' },
    },
    {
      table: 'movie_ratings',
      counters: { rating_count: 'count(*)', rating_sum: 'sum(value)' },
      popularity: { weight: '1', since: 'updated_at' },
    },
  ];
}
