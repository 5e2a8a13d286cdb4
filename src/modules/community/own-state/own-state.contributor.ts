import type { Principal } from '../../../platform/auth/index.js';
import {
  ContributesToMovies,
  type CountedTable,
  type MovieContributor,
  type OwnMovieState,
} from '../../catalogue/index.js';
import { OwnStateRepository } from './own-state.repository.js';

/** Adds to films what the viewer thinks of them, and tells what likes and ratings count. */
@ContributesToMovies()
export class OwnStateContributor implements MovieContributor {
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

  constructor(private readonly states: OwnStateRepository) {}

  async fieldsFor(
    movieIds: readonly number[],
    viewer: Principal,
  ): Promise<ReadonlyMap<number, Partial<OwnMovieState>>> {
    const rows = await this.states.of(viewer.userId, movieIds);
    return new Map(
      rows.map(({ movie_id, reaction, rating, is_favorite }) => [
        movie_id,
        { reaction, rating, is_favorite },
      ]),
    );
  }
}
