import type { SalesFigures } from './sales-ledger.repository.js';
import { addSums, leftOf, NOTHING, type Sums } from './sums.js';

/** What a film brought, on the screen and online. */
export interface FilmSums {
  readonly movieId: number;
  readonly name: string;
  readonly all: Sums;
  readonly tickets: Sums;
  readonly online: Sums;
}

/** Films, those first that brought most. */
export function filmsOf({ films }: Pick<SalesFigures, 'films'>): FilmSums[] {
  const found = new Map<number, FilmSums>();
  for (const { movieId, name, kind, ...sums } of films) {
    if (movieId === null) continue;
    const film = found.get(movieId) ?? {
      movieId,
      name: name ?? String(movieId),
      all: NOTHING,
      tickets: NOTHING,
      online: NOTHING,
    };
    found.set(movieId, {
      ...film,
      all: addSums(film.all, sums),
      ...(kind === 'seat'
        ? { tickets: addSums(film.tickets, sums) }
        : { online: addSums(film.online, sums) }),
    });
  }
  return [...found.values()].sort((one, other) => leftOf(other.all) - leftOf(one.all));
}
