import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';

/** A film as it is announced. */
export interface AnnouncedFilm {
  readonly uuid: string;
  readonly name: string;
  readonly year: number;
}

/** Which films were announced, and to whom they are. */
@Injectable()
export class ShowingsRepository {
  constructor(private readonly database: Database) {}

  /** Notes that a film is announced. @returns whether it was not since a moment: of several who ask, one hears yes */
  async begin(movieId: number, since: Date, now: Date): Promise<boolean> {
    const changed = await this.database.execute(
      `INSERT INTO announced_films AS a (movie_id, announced_at) VALUES ($1, $3)
       ON CONFLICT (movie_id) DO UPDATE SET announced_at = excluded.announced_at WHERE a.announced_at < $2`,
      [movieId, since, now],
    );
    return changed === 1;
  }

  /** A film that was not deleted. */
  async film(movieId: number): Promise<AnnouncedFilm | undefined> {
    const [film] = await this.database.rows<AnnouncedFilm & Record<string, unknown>>(
      'SELECT uuid, name, year FROM movies WHERE id = $1 AND deleted_at IS NULL',
      [movieId],
    );
    return film;
  }

  /** Who has a film among their favourites, in the order of their ids. @param after the last one of those before */
  async friends(movieId: number, after: number, limit: number): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      `SELECT u.id FROM favorites f JOIN users u ON u.id = f.user_id
       WHERE f.movie_id = $1 AND f.user_id > $2 AND u.is_active AND u.deleted_at IS NULL ORDER BY u.id LIMIT $3`,
      [movieId, after, limit],
    );
    return rows.map(({ id }) => id);
  }
}
