import type { SalesFigures } from '../figures/sales-ledger.repository.js';
import { NOTHING } from '../figures/sums.js';
import { revenueDocument } from './revenue.layout.js';

const NAMES = { cinema: null, currency: 'usd' };
const FIGURES: SalesFigures = {
  days: [
    { ...NOTHING, day: '2026-01-31', kind: 'seat', sold: 2, gross: 2000, discount: 300 },
    { ...NOTHING, day: '2026-02-01', kind: 'seat', moneyBack: 400, returned: 1 },
    { ...NOTHING, day: '2026-02-01', kind: 'concession', sold: 1, gross: 500 },
  ],
  films: [
    { ...NOTHING, movieId: 1, kind: 'seat', name: 'Heat (1995)', sold: 1, gross: 900 },
    { ...NOTHING, movieId: 2, kind: 'seat', name: 'Ronin (1998)', sold: 1, gross: 1100 },
    { ...NOTHING, movieId: 1, kind: 'movie', name: 'Heat (1995)', sold: 1, gross: 999 },
    { ...NOTHING, movieId: null, kind: 'concession', name: null, sold: 1, gross: 500 },
  ],
  cinemas: [],
  halls: [
    { ...NOTHING, hallId: 1, name: 'One', hallType: 'imax', cinema: 'Roxy', gross: 100 },
    { ...NOTHING, hallId: 2, name: 'Two', hallType: 'imax', cinema: 'Roxy', gross: 200 },
    { ...NOTHING, hallId: null, name: null, hallType: null, cinema: null, gross: 400 },
  ],
  tenders: [],
  sellers: [],
};

describe('A revenue report', () => {
  const of = (from: string, to: string) => revenueDocument({ from, to, cinemaId: null }, FIGURES, NAMES);
  const rows = (name: string, from = '2026-01-01', to = '2026-12-31') =>
    of(from, to).tables.find((table) => table.name === name)?.rows;

  it('of a year has months, weeks and days, each of them though nothing happened', () => {
    expect(rows('Months')).toHaveLength(12);
    expect(rows('Months')?.slice(0, 3)).toEqual([
      ['2026-01', 2, 0, 2000, 300, 1700, 0, 1700],
      ['2026-02', 1, 1, 500, 0, 500, 400, 100],
      ['2026-03', 0, 0, 0, 0, 0, 0, 0],
    ]);
    expect(rows('Weeks')).toHaveLength(53);
    expect(rows('Weeks')?.[4]).toEqual(['2026-01-26', 3, 1, 2500, 300, 2200, 400, 1800]);
    expect(rows('Days')).toHaveLength(365);
  });

  it('of a month has days alone', () => {
    expect(of('2026-02-01', '2026-02-28').tables.map(({ name }) => name)).not.toContain('Weeks');
    expect(rows('Days', '2026-02-01', '2026-02-28')).toHaveLength(28);
  });

  it('draws each kind by the largest unit', () => {
    const [chart] = of('2026-01-01', '2026-12-31').charts;
    expect(chart).toMatchObject({ kind: 'lines', series: ['Snacks and drinks', 'Tickets'] });
    expect(chart?.points.slice(0, 2)).toEqual([
      { label: '2026-01', values: [0, 1700] },
      { label: '2026-02', values: [500, -400] },
    ]);
  });

  it('tells of a film what the screen and the net brought, best first, and leaves out what is none', () => {
    expect(rows('Films')?.map(([film, , , gross]) => [film, gross])).toEqual([
      ['Heat (1995)', 1899],
      ['Ronin (1998)', 1100],
    ]);
  });

  it('adds halls up by type', () => {
    expect(rows('Hall types')?.map(([type, , , gross]) => [type, gross])).toEqual([['IMAX', 300]]);
    expect(rows('Halls')).toHaveLength(2);
  });
});
