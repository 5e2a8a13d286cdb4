import { type Invariant, StatesInvariants } from '../../../platform/invariants/index.js';
import { type Counter, COUNTERS } from '../contributors/movie-contributor.js';
import { MovieContributors } from '../contributors/movie-contributors.js';
import { averageOf } from './movie-stats.repository.js';

@StatesInvariants()
export class MovieStatsInvariants {
  constructor(private readonly contributors: MovieContributors) {}

  get invariants(): readonly Invariant[] {
    return [
      ...COUNTERS.flatMap((counter) => this.isWhatACountSays(counter)),
      {
        name: 'average_rating of films is their rating_sum by their rating_count',
        sql: `SELECT movie_id, average_rating, rating_sum, rating_count FROM movie_stats
              WHERE average_rating <> ${averageOf('rating_sum', 'rating_count')}`,
      },
    ];
  }

  private isWhatACountSays(counter: Counter): Invariant[] {
    const counts = this.contributors.counted.flatMap(({ table, counters }) =>
      counters[counter] === undefined
        ? []
        : `SELECT movie_id, ${counters[counter]} AS n FROM ${table} GROUP BY 1`,
    );
    if (counts.length === 0) return [];
    return [
      {
        name: `${counter} of films, with what is noted, is what a count says`,
        sql: `SELECT s.movie_id, s.${counter}, n.noted, c.actual FROM movie_stats s
              LEFT JOIN (SELECT movie_id, sum(${counter}) AS noted FROM movie_stats_notes GROUP BY 1) n USING (movie_id)
              LEFT JOIN (SELECT movie_id, sum(n) AS actual FROM (${counts.join(' UNION ALL ')}) t GROUP BY 1) c
                USING (movie_id)
              WHERE s.${counter} + coalesce(n.noted, 0) <> coalesce(c.actual, 0)`,
      },
    ];
  }
}
