import { Injectable } from '@nestjs/common';
import type { MovieOffer } from '../../cart/index.js';
import { Database } from '../../../platform/database/index.js';

/** A film with everything that decides whether somebody can buy it. */
export interface OfferRow {
  readonly movieId: number;
  readonly uuid: string;
  readonly title: string;
  readonly year: number;
  readonly price: number;
  readonly genres: MovieOffer['genres'] | null;
  readonly poster: string | null;
  readonly deleted: boolean;
  readonly withdrawn: boolean;
  readonly saleFrom: Date | null;
  readonly saleUntil: Date | null;
  readonly countries: readonly string[] | null;
  readonly minAge: number | null;
  readonly purchased: boolean;
  readonly openOrderId: number | null;
  /** The buyer's, ISO 3166. */
  readonly country: string | null;
  /** The buyer's, YYYY-MM-DD. */
  readonly dateOfBirth: string | null;
}

/** What films are to buyers. */
@Injectable()
export class MovieOffersRepository {
  constructor(private readonly database: Database) {}

  async offers(userId: number, movieIds: readonly number[]): Promise<OfferRow[]> {
    return this.database.prepared<OfferRow & Record<string, unknown>>(
      'movie-offers',
      `SELECT m.id AS "movieId", m.uuid, m.name AS title, m.year, (m.price * 100)::integer AS price, genres.terms AS genres,
         m.poster, m.deleted_at IS NOT NULL AS deleted, m.withdrawn, m.sale_from AS "saleFrom", m.sale_until AS "saleUntil",
         m.countries, m.min_age AS "minAge", p.id IS NOT NULL AS purchased, i.order_id AS "openOrderId",
         u.country, to_char(u.date_of_birth, 'YYYY-MM-DD') AS "dateOfBirth"
       FROM movies m
       LEFT JOIN (
         SELECT l.movie_id, json_agg(json_build_object('id', g.id, 'name', g.name) ORDER BY l.position) AS terms
         FROM movies_genres l JOIN genres g ON g.id = l.genre_id WHERE l.movie_id = ANY ($2::int[]) GROUP BY l.movie_id
       ) genres ON genres.movie_id = m.id
       LEFT JOIN purchases p ON p.user_id = $1 AND p.movie_id = m.id
       LEFT JOIN movie_claims c ON c.user_id = $1 AND c.movie_id = m.id
       LEFT JOIN order_items i ON i.id = c.order_item_id
       LEFT JOIN user_profiles u ON u.user_id = $1
       WHERE m.id = ANY ($2::int[])`,
      [userId, movieIds],
    );
  }

  /** Keeps films from being changed or deleted until the transaction ends. */
  async lock(movieIds: readonly number[]): Promise<void> {
    this.database.requireTransaction();
    await this.database.prepared(
      'lock-offered-movies',
      'SELECT 1 FROM movies WHERE id = ANY ($1::int[]) ORDER BY id FOR SHARE',
      [movieIds],
    );
  }
}
