import { filmsOf } from '../figures/films.js';
import type { SalesFigures } from '../figures/sales-ledger.repository.js';
import type { SeatFigures } from '../figures/screening-seats.repository.js';
import type { FiguresScope } from '../figures/span.js';
import { leftOf, NOTHING, type Sums } from '../figures/sums.js';
import type { ReportDocument } from '../report-document.js';
import { occupancyTable, onlineTable, piecesOf, type RankedFilm, rankTable } from './film-tables.js';
import { headOf, percentOf, type ScopeNames } from './words.js';

/** How many films a picture shows. */
const SHOWN = 15;

/** What the films of a span brought, and how full their screenings were. */
export interface FilmFigures {
  readonly sales: Pick<SalesFigures, 'films'>;
  readonly seats: Pick<SeatFigures, 'films'>;
}

/** Popular films: by what they brought, by tickets, by how full their screenings were, and those that were bought online. */
export function popularFilmsDocument(
  scope: FiguresScope,
  figures: FilmFigures,
  names: ScopeNames,
): ReportDocument {
  const films = rankedFilms(figures);
  const net = films.reduce((sum, { all }) => sum + leftOf(all), 0);
  const best = films.slice(0, SHOWN);
  return {
    ...headOf('Popular films', scope, names),
    totals: [
      { label: 'Films', type: 'integer', value: films.length },
      { label: 'Net', type: 'money', value: net },
      { label: 'Tickets', type: 'integer', value: countOf(films.map(({ tickets }) => tickets)) },
      { label: 'Bought online', type: 'integer', value: countOf(films.map(({ online }) => online)) },
    ],
    charts:
      best.length === 0
        ? []
        : [
            {
              title: best.length < films.length ? `Net of the first ${SHOWN} films` : 'Net by film',
              kind: 'bars',
              type: 'money',
              series: ['Tickets', 'Online'],
              points: best.map(({ name, tickets, online }) => ({
                label: name,
                values: [leftOf(tickets), leftOf(online)],
              })),
            },
          ],
    tables: [
      rankTable({ name: 'By net', title: 'By what they brought' }, films, net),
      rankTable({ name: 'By tickets', title: 'By tickets' }, [...films].sort(byTickets), net),
      occupancyTable(films),
      onlineTable(films),
    ],
    notes: [
      'Net is what was paid after discounts less what was given back in these days; pieces are those that were sold less those ' +
        'that were given back. Occupancy is that of the screenings of these days.',
    ],
  };
}

function rankedFilms({ sales, seats }: FilmFigures): RankedFilm[] {
  const sold = new Map(filmsOf(sales).map((film) => [film.movieId, film]));
  const shown = new Map(seats.films.map((film) => [film.movieId, film]));
  const unsold = seats.films
    .filter(({ movieId }) => !sold.has(movieId))
    .map(({ movieId, film: name }) => ({ movieId, name, all: NOTHING, tickets: NOTHING, online: NOTHING }));
  return [...sold.values(), ...unsold].map((film) => {
    const { screenings = 0, offered = 0, sold: taken = 0 } = shown.get(film.movieId) ?? {};
    return { ...film, screenings, occupancy: percentOf(taken, offered) };
  });
}

const byTickets = (one: RankedFilm, other: RankedFilm): number =>
  piecesOf(other.tickets) - piecesOf(one.tickets);

const countOf = (sums: readonly Sums[]): number => sums.reduce((count, own) => count + piecesOf(own), 0);
