import type { RefundFigures, RefundSums, StrayMoney } from '../figures/refund-figures.repository.js';
import type { Cell, ReportColumn, ReportTable } from '../report-document.js';

const ORIGINS: Readonly<Record<string, string>> = {
  customer: 'Customers themselves',
  moderator: 'Moderators',
  counter: 'Cashiers',
  automatic: 'The program',
  gateway: 'The gateway’s dashboard',
  dispute: 'Disputes that were lost',
};

const STATUSES: Readonly<Record<string, string>> = {
  pending: 'On its way, or waits at the counter',
  succeeded: 'Given back',
};

const UNUSED: Readonly<Record<string, string>> = {
  'paid-already': 'The order was paid before',
  'too-late': 'What it was for was gone',
  mismatch: 'Another amount than the order’s',
};

const DISPUTES: Readonly<Record<string, string>> = { open: 'Open', won: 'Won', lost: 'Lost' };

/** What is said where there are no refunds. */
export const NOTHING_BACK = 'Nothing was given back in these days.';

const text = (title: string): ReportColumn => ({ title, type: 'text' });

/** Who gave back what, why, and how far it has come. */
export function causeTables({ origins, reasons, statuses }: RefundFigures): ReportTable[] {
  const rows = <Row extends RefundSums>(from: readonly Row[], keysOf: (row: Row) => Cell[]): Cell[][] =>
    from.map((row) => [...keysOf(row), row.refunds, row.money, row.points, row.money + row.points]);
  const sums: readonly ReportColumn[] = [
    { title: 'Refunds', type: 'integer', total: 'sum' },
    { title: 'Money', type: 'money', total: 'sum' },
    { title: 'Points', type: 'money', total: 'sum' },
    { title: 'Together', type: 'money', total: 'sum' },
  ];
  return [
    {
      name: 'Given by',
      title: 'By who gave it back',
      columns: [text('Given by'), ...sums],
      rows: rows(origins, ({ origin }) => [ORIGINS[origin] ?? origin]),
      whenEmpty: NOTHING_BACK,
    },
    {
      name: 'Reasons',
      title: 'By reason',
      columns: [text('Reason'), text('Given by'), ...sums],
      rows: rows(reasons, ({ reason, origin }) => [reasonInWords(reason), ORIGINS[origin] ?? origin]),
      whenEmpty: NOTHING_BACK,
    },
    {
      name: 'States',
      title: 'How far it has come',
      columns: [text('State'), ...sums],
      rows: rows(statuses, ({ status }) => [STATUSES[status] ?? status]),
      whenEmpty: NOTHING_BACK,
    },
  ];
}

/** Money that belongs to no line of an order. */
export function strayTables({ unused, disputes }: StrayMoney): ReportTable[] {
  const amount: ReportColumn = { title: 'Amount', type: 'money', total: 'sum' };
  return [
    {
      name: 'Not used',
      title: 'Money that could not be used',
      columns: [text('Why'), { title: 'Payments', type: 'integer', total: 'sum' }, amount],
      rows: unused.map((row) => [UNUSED[row.why] ?? row.why, row.payments, row.amount]),
      whenEmpty: 'All money that came in these days could be used.',
    },
    {
      name: 'Disputes',
      title: 'Disputes opened in these days',
      columns: [text('State'), { title: 'Disputes', type: 'integer', total: 'sum' }, amount],
      rows: disputes.map((row) => [DISPUTES[row.status] ?? row.status, row.disputes, row.amount]),
      whenEmpty: 'Nobody objected to a payment in these days.',
    },
  ];
}

/** Reasons of the program are words with hyphens; people write what they like. */
function reasonInWords(reason: string | null): string {
  if (reason === null) return 'None given';
  if (!/^[a-z]+(-[a-z]+)+$/.test(reason)) return reason;
  const words = reason.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
