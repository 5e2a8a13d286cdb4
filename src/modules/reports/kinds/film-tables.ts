import type { FilmSums } from '../figures/films.js';
import { leftOf, type Sums } from '../figures/sums.js';
import type { ReportColumn, ReportTable } from '../report-document.js';
import { percentOf } from './words.js';

/** What a film brought, and how full its screenings were. */
export interface RankedFilm extends FilmSums {
  readonly screenings: number;
  /** In percent; null without screenings. */
  readonly occupancy: number | null;
}

const FILM: ReportColumn = { title: 'Film', type: 'text' };
const WHEN_EMPTY = 'No film was shown or sold in these days.';

/** Films in an order that is given. */
export function rankTable(
  about: Pick<ReportTable, 'name' | 'title'>,
  films: readonly RankedFilm[],
  net: number,
): ReportTable {
  return {
    ...about,
    columns: [
      { title: 'Rank', type: 'integer' },
      FILM,
      { title: 'Tickets', type: 'integer', total: 'sum' },
      { title: 'Online', type: 'integer', total: 'sum' },
      { title: 'Net', type: 'money', total: 'sum' },
      { title: 'Share', type: 'percent' },
      { title: 'Net of a ticket', type: 'money' },
      { title: 'Screenings', type: 'integer', total: 'sum' },
      { title: 'Occupancy', type: 'percent' },
    ],
    rows: films.map((film, index) => [
      index + 1,
      film.name,
      piecesOf(film.tickets),
      piecesOf(film.online),
      leftOf(film.all),
      percentOf(leftOf(film.all), net),
      averageOf(film.tickets),
      film.screenings,
      film.occupancy,
    ]),
    whenEmpty: WHEN_EMPTY,
  };
}

/** Films that were shown, the fullest first. */
export function occupancyTable(films: readonly RankedFilm[]): ReportTable {
  const shown = films.filter(({ occupancy }) => occupancy !== null);
  return {
    name: 'By occupancy',
    title: 'By how full their screenings were',
    columns: [
      { title: 'Rank', type: 'integer' },
      FILM,
      { title: 'Occupancy', type: 'percent' },
      { title: 'Screenings', type: 'integer', total: 'sum' },
      { title: 'Tickets', type: 'integer', total: 'sum' },
    ],
    rows: [...shown]
      .sort((one, other) => (other.occupancy ?? 0) - (one.occupancy ?? 0))
      .map(({ name, occupancy, screenings, tickets }, index) => [
        index + 1,
        name,
        occupancy,
        screenings,
        piecesOf(tickets),
      ]),
    whenEmpty: 'No film was shown in these days.',
  };
}

/** Films that were bought online, those first that brought most. */
export function onlineTable(films: readonly RankedFilm[]): ReportTable {
  const bought = films.filter(({ online }) => online.sold + online.returned > 0);
  return {
    name: 'Online',
    title: 'Bought online',
    columns: [
      { title: 'Rank', type: 'integer' },
      FILM,
      { title: 'Bought', type: 'integer', total: 'sum' },
      { title: 'Net', type: 'money', total: 'sum' },
      { title: 'Net of one', type: 'money' },
    ],
    rows: [...bought]
      .sort((one, other) => leftOf(other.online) - leftOf(one.online))
      .map(({ name, online }, index) => [
        index + 1,
        name,
        piecesOf(online),
        leftOf(online),
        averageOf(online),
      ]),
    whenEmpty: 'No film was bought online in these days.',
  };
}

/** Pieces that were sold and not given back. */
export const piecesOf = ({ sold, returned }: Sums): number => sold - returned;
function averageOf(sums: Sums): number | null {
  const pieces = piecesOf(sums);
  return pieces > 0 ? Math.round(leftOf(sums) / pieces) : null;
}
