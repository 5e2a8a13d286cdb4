import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { discoverOne } from '../../../platform/discovery/index.js';
import { type MovieOffers, offersMovies } from './movie-offers.js';

/** Leads to whoever offers films. */
@Injectable()
export class MovieOffersGate implements OnModuleInit {
  private found: MovieOffers | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws Error unless exactly one provider offers films */
  onModuleInit(): void {
    this.found = discoverOne(this.discovery, offersMovies, 'offer films') as MovieOffers;
  }

  /** @throws Error before the start is over */
  get port(): MovieOffers {
    if (!this.found) throw new Error('Films were asked for before the start was over.');
    return this.found;
  }
}
