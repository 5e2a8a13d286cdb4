import { periodOf, unitsFor } from '../figures/periods.js';
import type { SeatFigures, SeatSums } from '../figures/screening-seats.repository.js';
import type { FiguresScope } from '../figures/span.js';
import type { Cell, ReportChart, ReportColumn, ReportDocument, ReportTable } from '../report-document.js';
import { headOf, percentOf, type ScopeNames, WEEKDAYS } from './words.js';

type Counted = readonly [of: readonly string[], seats: SeatSums];

const text = (title: string): ReportColumn => ({ title, type: 'text' });

/** Occupancy: how many of the seats that were offered were taken. */
export function occupancyDocument(
  scope: FiguresScope,
  figures: SeatFigures,
  names: ScopeNames,
): ReportDocument {
  const { screenings, offered, sold } = addedUp(figures.days);
  const [unit] = unitsFor(scope.from, scope.to);
  const weekdays = figures.weekdays.map(({ weekday, ...seats }): Counted => [[weekdayName(weekday)], seats]);
  const hours = figures.hours.map(({ hour, ...seats }): Counted => [[hourInWords(hour)], seats]);
  return {
    ...headOf('Occupancy', scope, names),
    facts: [
      ...headOf('', scope, names).facts.slice(0, 1),
      { label: 'Days', text: 'those on which screenings began, in each cinema' },
    ],
    totals: [
      { label: 'Occupancy', type: 'percent', value: percentOf(sold, offered) },
      { label: 'Seats sold', type: 'integer', value: sold },
      { label: 'Seats offered', type: 'integer', value: offered },
      { label: 'Screenings', type: 'integer', value: screenings },
    ],
    charts:
      screenings === 0
        ? []
        : [
            chart('Occupancy by hour of start', hours),
            chart('Occupancy by weekday', weekdays),
            { ...chart(`Occupancy by ${unit}`, byPeriod(figures, unit)), kind: 'lines' },
          ],
    tables: [
      seatsTable(
        { name: 'Halls', title: 'By hall' },
        [text('Cinema'), text('Hall')],
        figures.halls.map(({ cinema, hall, ...seats }) => [[cinema, hall], seats]),
      ),
      seatsTable({ name: 'Weekdays', title: 'By weekday' }, [text('Weekday')], weekdays),
      seatsTable({ name: 'Hours', title: 'By hour of start' }, [text('Begins from')], hours),
      seatsTable({ name: 'Films', title: 'By film' }, [text('Film')], filmRows(figures)),
      seatsTable(
        { name: 'Days', title: 'By day' },
        [{ title: 'Day', type: 'date' }],
        figures.days.map(({ day, ...seats }) => [[day], seats]),
      ),
    ],
    notes: [
      'Offered are the seats of the hall as it is now, but for those that were blocked. Canceled screenings are left out, and so ' +
        'are tickets that were given back.',
    ],
  };
}

function filmRows({ films }: SeatFigures): Counted[] {
  return films
    .map(({ film, ...seats }): Counted => [[film], seats])
    .sort(([, one], [, other]) => other.sold - one.sold);
}

function byPeriod({ days }: SeatFigures, unit: 'day' | 'week' | 'month'): Counted[] {
  const periods = new Map<string, SeatSums[]>();
  for (const day of days) {
    const period = periodOf(day.day, unit);
    periods.set(period, [...(periods.get(period) ?? []), day]);
  }
  return [...periods].map(([period, own]) => [[period], addedUp(own)]);
}

function seatsTable(
  about: Pick<ReportTable, 'name' | 'title'>,
  keys: readonly ReportColumn[],
  rows: readonly Counted[],
): ReportTable {
  const offered = keys.length + 1;
  return {
    ...about,
    columns: [
      ...keys,
      { title: 'Screenings', type: 'integer', total: 'sum' },
      { title: 'Seats offered', type: 'integer', total: 'sum' },
      { title: 'Seats sold', type: 'integer', total: 'sum' },
      { title: 'Occupancy', type: 'percent', total: { percentOf: [offered + 1, offered] } },
    ],
    rows: rows.map(([of, seats]): readonly Cell[] => [
      ...of,
      seats.screenings,
      seats.offered,
      seats.sold,
      percentOf(seats.sold, seats.offered),
    ]),
    whenEmpty: 'There were no screenings in these days.',
  };
}

function chart(title: string, rows: readonly Counted[]): ReportChart {
  return {
    title,
    kind: 'bars',
    type: 'percent',
    series: ['Occupancy'],
    points: rows.map(([[label = ''], { sold, offered }]) => ({
      label,
      values: [percentOf(sold, offered) ?? 0],
    })),
  };
}

function addedUp(rows: readonly SeatSums[]): SeatSums {
  return rows.reduce(
    (sum, row) => ({
      screenings: sum.screenings + row.screenings,
      offered: sum.offered + row.offered,
      sold: sum.sold + row.sold,
    }),
    { screenings: 0, offered: 0, sold: 0 },
  );
}

const weekdayName = (weekday: number): string => WEEKDAYS[weekday - 1] ?? String(weekday);
const hourInWords = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
