import type { DistributorStatement } from '../../distribution/index.js';
import { daysAfter, weekdayOf } from '../../theatre/index.js';
import type { Cell, ReportChart, ReportDocument, ReportTable } from '../report-document.js';
import { signedDecimal } from '../formats/words.js';
import type { ReportScope } from '../report-kind.js';
import {
  correctionsTable,
  count,
  date,
  filmOf,
  money,
  nameOf,
  scopeOf,
  sum,
  text,
  unfinishedTable,
  weeksTable,
} from './film-week-tables.js';

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
      correctionsTable(statements),
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
      sum(own, ({ weeks, corrections }) => sum([...weeks, ...corrections], ({ tickets }) => tickets)),
      sum(own, ({ weeks, corrections }) =>
        sum([...weeks, ...corrections], ({ gross, refunds }) => gross - refunds),
      ),
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
          `${about}: the due of film week ${week} holds ${signedDecimal(topUp)} for the minimum guarantee.`,
      );
    return [...topUps, ...problems.map(({ message }) => `${about}: ${message}`)];
  });
  return [
    'Due is the share of the base: what tickets brought after discounts and refunds, less tax and house costs where the contract says so. ' +
      'Film weeks that are not closed are told as they stand, and those that are as they were closed; corrections count when they are made.',
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

/** Hundredths of a percent without needless zeros. */
function percentText(share: number): string {
  return String(share / 100);
}
