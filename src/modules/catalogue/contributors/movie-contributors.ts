import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Principal } from '../../../platform/auth/index.js';
import { discover } from '../../../platform/discovery/index.js';
import type { OwnMovieState } from '../movies/movie.dto.js';
import { type CountedTable, contributesToMovies, type MovieContributor } from './movie-contributor.js';

/** Everybody who contributes to films. */
@Injectable()
export class MovieContributors implements OnModuleInit {
  private contributors: readonly MovieContributor[] = [];

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    const found = discover(this.discovery, (type) => contributesToMovies(type) || undefined);
    this.contributors = [...found.keys()] as MovieContributor[];
  }

  /** What films are to somebody who looks at them. */
  async fieldsFor(
    movieIds: readonly number[],
    viewer: Principal | undefined,
  ): Promise<(movieId: number) => Partial<OwnMovieState>> {
    if (!viewer || movieIds.length === 0) return () => ({});
    const all = await Promise.all(
      this.contributors.map(async (contributor) => contributor.fieldsFor?.(movieIds, viewer)),
    );
    return (movieId) =>
      all.reduce<Partial<OwnMovieState>>((known, fields) => ({ ...known, ...fields?.get(movieId) }), {});
  }

  /** The tables whose rows the counters count. */
  get counted(): readonly CountedTable[] {
    return this.contributors.flatMap((contributor) => contributor.counted ?? []);
  }
}
