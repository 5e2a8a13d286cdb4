import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { discover } from '../../../platform/discovery/index.js';
import {
  type CountedTable,
  contributesToMovies,
  type MovieContributor,
  type Programme,
} from './movie-contributor.js';

/** Everybody who contributes to films. */
@Injectable()
export class MovieContributors implements OnModuleInit {
  private contributors: readonly MovieContributor[] = [];

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    const found = discover(this.discovery, (type) => contributesToMovies(type) || undefined);
    this.contributors = [...found.keys()] as MovieContributor[];
  }

  /** Everything that speaks against deleting a film. */
  async reasonsToKeep(movieId: number): Promise<string[]> {
    const reasons: string[] = [];
    for (const contributor of this.contributors) {
      const reason = await contributor.reasonToKeep?.(movieId);
      if (reason !== undefined) reasons.push(reason);
    }
    return reasons;
  }

  /** How many people mean to have a film. */
  async countPlans(movieId: number): Promise<number> {
    let plans = 0;
    for (const contributor of this.contributors) plans += (await contributor.countPlans?.(movieId)) ?? 0;
    return plans;
  }

  /** Takes a film out of everybody's plans. @returns the accounts of those who should be told */
  async dropPlans(movieId: number): Promise<number[]> {
    const owners = new Set<number>();
    for (const contributor of this.contributors) {
      for (const owner of (await contributor.dropPlans?.(movieId)) ?? []) owners.add(owner);
    }
    return [...owners];
  }

  /** Lets everybody let go of what leads to a film that is being deleted. */
  async forgetMovie(movieId: number): Promise<void> {
    for (const contributor of this.contributors) await contributor.forgetMovie?.(movieId);
  }

  /** What a film is to the viewer: name of the field → expression in SQL. */
  get own(): Readonly<Record<string, string>> {
    return Object.assign({}, ...this.contributors.map(({ own }) => own)) as Record<string, string>;
  }

  /** Lets everybody follow the new length of a film. */
  async changeLength(movieId: number, minutes: number): Promise<void> {
    for (const contributor of this.contributors) await contributor.changeLength?.(movieId, minutes);
  }

  /** What puts films on a programme, where there is one. */
  get programme(): Programme | undefined {
    return this.contributors.find(({ programme }) => programme)?.programme;
  }

  /** The tables whose rows the counters count. */
  get counted(): readonly CountedTable[] {
    return this.contributors.flatMap((contributor) => contributor.counted ?? []);
  }
}
