import type { DistributorStatement } from '../../distribution/index.js';
import type { Cell, ReportColumn, ReportTable } from '../report-document.js';
import { hallTypeInWords } from './words.js';

type Contract = DistributorStatement['contract'];

export const text = (title: string): ReportColumn => ({ title, type: 'text' });
export const date = (title: string): ReportColumn => ({ title, type: 'date' });
export const count = (title: string): ReportColumn => ({ title, type: 'integer', total: 'sum' });
export const money = (title: string): ReportColumn => ({ title, type: 'money', total: 'sum' });

const STATUSES = { upcoming: 'to come', running: 'running', draft: 'not closed', closed: 'closed' } as const;

/** The film weeks of a contract that ended. */
export function weeksTable({ contract, weeks }: DistributorStatement): ReportTable {
  return {
    name: `Contract ${contract.id}`,
    title: `${filmOf(contract)}: contract ${nameOf(contract)}, ${scopeOf(contract)}`,
    columns: [
      { title: 'Week', type: 'integer' },
      date('From'),
      date('To'),
      text('Status'),
      count('Screenings'),
      count('Tickets'),
      money('Gross'),
      money('Refunds'),
      money('Tax'),
      money('House costs'),
      money('Base'),
      { title: 'Share', type: 'percent' },
      money('Due'),
    ],
    rows: weeks.map((week): readonly Cell[] => [
      week.week,
      week.startsOn,
      week.endsOn,
      STATUSES[week.status],
      week.screenings.length,
      week.tickets,
      week.gross,
      week.refunds,
      week.tax,
      week.houseCosts,
      week.base,
      week.share / 100,
      week.due,
    ]),
    whenEmpty: 'No film week ended in these days.',
  };
}

/** What was put right after film weeks were closed. */
export function correctionsTable(statements: readonly DistributorStatement[]): ReportTable {
  return {
    name: 'Corrections',
    title: 'Corrections of closed film weeks, made in these days',
    columns: [
      text('Contract'),
      text('Film'),
      { title: 'Week', type: 'integer' },
      date('From'),
      date('To'),
      count('Tickets'),
      money('Gross'),
      money('Refunds'),
      money('Base'),
      money('Due'),
    ],
    rows: statements.flatMap(({ contract, corrections }) =>
      corrections.map((one): readonly Cell[] => [
        nameOf(contract),
        filmOf(contract),
        one.week,
        one.startsOn,
        one.endsOn,
        one.tickets,
        one.gross,
        one.refunds,
        one.base,
        one.due,
      ]),
    ),
    whenEmpty: 'No film week was corrected in these days.',
  };
}

/** Film weeks that nothing is due for yet. */
export function unfinishedTable(statements: readonly DistributorStatement[]): ReportTable {
  return {
    name: 'Unfinished',
    title: 'Film weeks that end later, as they stand',
    columns: [
      text('Contract'),
      text('Film'),
      { title: 'Week', type: 'integer' },
      date('From'),
      date('To'),
      text('Status'),
      count('Tickets'),
      money('Net'),
      { title: 'Share', type: 'percent' },
      money('Due'),
    ],
    rows: statements.flatMap(({ contract, unfinished }) =>
      unfinished.map((week): readonly Cell[] => [
        nameOf(contract),
        filmOf(contract),
        week.week,
        week.startsOn,
        week.endsOn,
        STATUSES[week.status],
        week.tickets,
        week.gross - week.refunds,
        week.share / 100,
        week.due,
      ]),
    ),
    whenEmpty: 'No film week of these days ends later.',
  };
}

export function nameOf({ id, reference }: Contract): string {
  return reference === null ? String(id) : `${id} (${reference})`;
}

export function filmOf({ movie: { name, year } }: Contract): string {
  return `${name} (${year})`;
}

export function scopeOf({ cinema, hallType, format }: Contract): string {
  const halls = hallType === null ? [] : [`${hallTypeInWords(hallType)} halls`];
  return [cinema?.name ?? 'all cinemas', ...halls, ...(format === null ? [] : [format])].join(', ');
}

export function sum<Thing>(things: readonly Thing[], of: (thing: Thing) => number): number {
  return things.reduce((total, thing) => total + of(thing), 0);
}
