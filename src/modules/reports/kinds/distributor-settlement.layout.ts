import { decimalOf } from '../../../platform/money/index.js';
import type { DistributorStatement } from '../../distribution/index.js';
import { daysAfter, weekdayOf } from '../../theatre/index.js';
import type { Cell, ReportChart, ReportColumn, ReportDocument, ReportTable } from '../report-document.js';
import type { ReportScope } from '../report-kind.js';
import { hallTypeInWords } from './words.js';

const text = (title: string): ReportColumn => ({ title, type: 'text' });
const date = (title: string): ReportColumn => ({ title, type: 'date' });
const count = (title: string): ReportColumn => ({ title, type: 'integer', total: 'sum' });
const money = (title: string): ReportColumn => ({ title, type: 'money', total: 'sum' });

const STATUSES = { upcoming: 'to come', running: 'running', draft: 'not closed', closed: 'closed' } as const;

/** A statement of what film weeks brought distributors and what they were paid: an overview, then contract by contract. */
export function distributorSettlementDocument(
  { from, to, cinemaId, distributorId }: ReportScope,
  statements: readonly DistributorStatement[],
  currency: string,
): ReportDocument {
  const only = statements[0]?.contract;
  const distributor = distributorId === null ? 'all' : (only?.distributor.name ?? String(distributorId));
  const cinema = cinemaId === null ? 'all' : (only?.cinema?.name ?? String(cinemaId));
  const total = (of: (statement: DistributorStatement) => number): number => sum(statements, of);
  return {
    title: 'Distributor settlement',
    from,
    to,
    currency,
    facts: [
      { label: 'Distributor', text: distributor },
      { label: 'Contracts', text: cinemaId === null ? 'all' : `those for ${cinema} alone` },
      { label: 'Film weeks', text: 'those that end in these days, by the days of the cinemas' },
    ],
    totals: [
      { label: 'Balance before', type: 'money', value: total(({ opening }) => opening) },
      { label: 'Due', type: 'money', value: total(({ due }) => due) },
      { label: 'Paid', type: 'money', value: total(({ paid }) => paid) },
      { label: 'Balance', type: 'money', value: total(({ closing }) => closing) },
    ],
    charts: chartsOf(statements),
    tables: [
      distributorsTable(statements),
      termsTable(statements),
      balancesTable(statements),
      ...statements.filter(({ weeks }) => weeks.length > 0).map(weeksTable),
      unfinishedTable(statements),
      paymentsTable(statements),
    ],
    notes: notesOf(statements),
  };
}

function distributorsTable(statements: readonly DistributorStatement[]): ReportTable {
  const byDistributor = new Map<number, DistributorStatement[]>();
  for (const statement of statements) {
    const { id } = statement.contract.distributor;
    byDistributor.set(id, [...(byDistributor.get(id) ?? []), statement]);
  }
  return {
    name: 'Distributors',
    title: 'By distributor',
    columns: [
      text('Distributor'),
      count('Contracts'),
      count('Tickets'),
      money('Net'),
      money('Balance before'),
      money('Due'),
      money('Paid'),
      money('Balance'),
    ],
    rows: [...byDistributor.values()].map((own): readonly Cell[] => [
      own[0]?.contract.distributor.name ?? '',
      own.length,
      sum(own, ({ weeks }) => sum(weeks, ({ tickets }) => tickets)),
      sum(own, ({ weeks }) => sum(weeks, ({ gross, refunds }) => gross - refunds)),
      ...balanceOf(own),
    ]),
    whenEmpty: 'No contract has film weeks or payments in these days.',
  };
}

function termsTable(statements: readonly DistributorStatement[]): ReportTable {
  return {
    name: 'Terms',
    title: 'Contracts and their terms',
    columns: [
      text('Contract'),
      text('Film'),
      text('For'),
      date('From'),
      date('To'),
      text('Shares per week'),
      { title: 'Guarantee', type: 'money' },
      { title: 'Tax taken off', type: 'percent' },
      { title: 'House costs a week', type: 'money' },
    ],
    rows: statements.map(({ contract }): readonly Cell[] => [
      nameOf(contract),
      filmOf(contract),
      scopeOf(contract),
      contract.startsOn,
      contract.endsOn,
      `${contract.weeklyShares.map(percentText).join(' / ')} %`,
      contract.guarantee,
      contract.taxPercent / 100,
      contract.houseCosts,
    ]),
    whenEmpty: 'No contract has film weeks or payments in these days.',
  };
}

function balancesTable(statements: readonly DistributorStatement[]): ReportTable {
  return {
    name: 'Balances',
    title: 'By contract',
    columns: [
      text('Contract'),
      text('Distributor'),
      text('Film'),
      money('Balance before'),
      money('Due'),
      money('Paid'),
      money('Balance'),
    ],
    rows: statements.map((statement): readonly Cell[] => [
      nameOf(statement.contract),
      statement.contract.distributor.name,
      filmOf(statement.contract),
      ...balanceOf([statement]),
    ]),
    whenEmpty: 'No contract has film weeks or payments in these days.',
  };
}

function weeksTable({ contract, weeks }: DistributorStatement): ReportTable {
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

function unfinishedTable(statements: readonly DistributorStatement[]): ReportTable {
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

function paymentsTable(statements: readonly DistributorStatement[]): ReportTable {
  return {
    name: 'Payments',
    title: 'Payments',
    columns: [
      text('Contract'),
      text('Film'),
      date('Paid on'),
      text('Method'),
      text('Reference'),
      money('Amount'),
    ],
    rows: statements.flatMap(({ contract, payments }) =>
      payments.map(({ paidOn, method, reference, amount }): readonly Cell[] => [
        nameOf(contract),
        filmOf(contract),
        paidOn,
        method,
        reference,
        amount,
      ]),
    ),
    whenEmpty: 'Nothing was paid in these days.',
  };
}

/** What was due, by the calendar week in which film weeks ended. */
function chartsOf(statements: readonly DistributorStatement[]): ReportChart[] {
  const dues = new Map<string, number>();
  for (const { endsOn, due } of statements.flatMap(({ weeks }) => weeks)) {
    const monday = daysAfter(endsOn, 1 - weekdayOf(endsOn));
    dues.set(monday, (dues.get(monday) ?? 0) + due);
  }
  const points = [...dues]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([label, due]) => ({ label, values: [due] }));
  if (points.length === 0) return [];
  return [{ title: 'Due by week', kind: 'bars', type: 'money', series: ['Due'], points }];
}

function notesOf(statements: readonly DistributorStatement[]): string[] {
  const perContract = statements.flatMap(({ contract, weeks, problems }) => {
    const about = `Contract ${nameOf(contract)}, ${filmOf(contract)}`;
    const topUps = weeks
      .filter(({ topUp }) => topUp !== 0)
      .map(
        ({ week, topUp }) =>
          `${about}: the due of film week ${week} holds ${topUp < 0 ? '-' : ''}${decimalOf(Math.abs(topUp))} for the minimum guarantee.`,
      );
    return [...topUps, ...problems.map(({ message }) => `${about}: ${message}`)];
  });
  return [
    'Due is the share of the base: what tickets brought after discounts and refunds, less tax and house costs where the contract says so. ' +
      'Film weeks that are not closed are told as they stand.',
    ...perContract,
  ];
}

function balanceOf(statements: readonly DistributorStatement[]): number[] {
  return [
    sum(statements, ({ opening }) => opening),
    sum(statements, ({ due }) => due),
    sum(statements, ({ paid }) => paid),
    sum(statements, ({ closing }) => closing),
  ];
}

type Contract = DistributorStatement['contract'];

function nameOf({ id, reference }: Contract): string {
  return reference === null ? String(id) : `${id} (${reference})`;
}

function filmOf({ movie: { name, year } }: Contract): string {
  return `${name} (${year})`;
}

function scopeOf({ cinema, hallType, format }: Contract): string {
  const halls = hallType === null ? [] : [`${hallTypeInWords(hallType)} halls`];
  return [cinema?.name ?? 'all cinemas', ...halls, ...(format === null ? [] : [format])].join(', ');
}

/** Hundredths of a percent without needless zeros. */
function percentText(share: number): string {
  return String(share / 100);
}

function sum<Thing>(things: readonly Thing[], of: (thing: Thing) => number): number {
  return things.reduce((total, thing) => total + of(thing), 0);
}
