import type { SalesFigures } from '../figures/sales-ledger.repository.js';
import type { ReportDocument } from '../report-document.js';
import { concessionSalesDocument } from './concession-sales.layout.js';
import { occupancyDocument } from './occupancy.layout.js';
import { popularFilmsDocument } from './popular-films.layout.js';
import { promoAndBonusDocument } from './promo-and-bonus.layout.js';
import { refundsDocument } from './refunds.layout.js';
import { revenueDocument } from './revenue.layout.js';

const SCOPE = { from: '2026-01-01', to: '2026-12-31', cinemaId: null };
const NAMES = { cinema: null, currency: 'usd' };
const sales: SalesFigures = { days: [], films: [], cinemas: [], halls: [], tenders: [], sellers: [] };
const seats = { days: [], halls: [], weekdays: [], hours: [], films: [] };

const EMPTY: [string, ReportDocument][] = [
  revenueDocument(SCOPE, sales, NAMES),
  popularFilmsDocument(SCOPE, { sales, seats }, NAMES),
  occupancyDocument(SCOPE, seats, NAMES),
  concessionSalesDocument(SCOPE, { items: [], days: [], cinemas: [], ways: [], parts: [] }, NAMES),
  promoAndBonusDocument(
    SCOPE,
    { promos: { codes: [], batches: [] }, bonus: { reasons: [], before: 0, after: 0 } },
    NAMES,
  ),
  refundsDocument(
    SCOPE,
    {
      sales,
      refunds: { origins: [], reasons: [], statuses: [] },
      stray: { unused: [], disputes: [] },
    },
    NAMES,
  ),
].map((document) => [document.title, document]);

describe('A report of days on which nothing happened', () => {
  it.each(EMPTY)('(%s) says so in each table and draws nothing', (_, { charts, tables }) => {
    expect(charts).toEqual([]);
    expect(tables.flatMap(({ rows }) => rows)).toEqual([]);
    expect(tables.filter(({ whenEmpty }) => whenEmpty === '')).toEqual([]);
  });

  it.each(EMPTY)('(%s) has sheets that a workbook takes', (_, { tables }) => {
    const names = tables.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name.length > 31)).toEqual([]);
  });
});
