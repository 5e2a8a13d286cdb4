import type { BonusFigures } from '../figures/bonus-figures.repository.js';
import type { PromoFigures, PromoSums } from '../figures/promo-figures.repository.js';
import type { FiguresScope } from '../figures/span.js';
import type { ReportColumn, ReportDocument, ReportFigure, ReportTable } from '../report-document.js';
import { headOf, percentOf, type ScopeNames } from './words.js';

const REASONS: Readonly<Record<string, string>> = {
  accrued: 'Came for purchases',
  spent: 'Paid for orders',
  returned: 'Came back with refunds',
  'taken-back': 'Taken back with refunds',
  adjusted: 'Adjusted by administrators',
  expired: 'Ran out',
  'debt-paid': 'Paid what was owed',
  'account-deleted': 'Ended with deleted accounts',
};

/** How many codes a picture shows. */
const SHOWN = 15;

/** What codes and points cost; points are of all cinemas, and left out where one is asked for. */
export interface LoyaltyFigures {
  readonly promos: PromoFigures;
  readonly bonus: BonusFigures | null;
}

/** Promo codes and bonus points: what codes took off, how points came and went, and what they will cost. */
export function promoAndBonusDocument(
  scope: FiguresScope,
  { promos, bonus }: LoyaltyFigures,
  names: ScopeNames,
): ReportDocument {
  const { codes, batches } = promos;
  const all = [...codes, ...batches];
  const best = [...codes.map(({ code, discount }) => ({ code, discount })), ...batchesAsCodes(promos)]
    .sort((one, other) => other.discount - one.discount)
    .slice(0, SHOWN);
  const discount = all.reduce((sum, one) => sum + one.discount, 0);
  return {
    ...headOf('Promo codes and bonus points', scope, names),
    totals: [
      { label: 'Taken off by codes', type: 'money', value: discount },
      { label: 'Uses of codes', type: 'integer', value: all.reduce((sum, { uses }) => sum + uses, 0) },
      ...(bonus ? bonusFigures(bonus) : []),
    ],
    charts:
      best.length === 0
        ? []
        : [
            {
              title: 'Taken off by code',
              kind: 'bars',
              type: 'money',
              series: ['Discount'],
              points: best.map((one) => ({ label: one.code, values: [one.discount] })),
            },
          ],
    tables: [
      promoTable(
        { name: 'Codes', title: 'By code' },
        [{ title: 'Code', type: 'text' }],
        codes.map(({ code, ...sums }) => ({ of: [code], ...sums })),
      ),
      promoTable(
        { name: 'Batches', title: 'By batch of codes' },
        [
          { title: 'Batch', type: 'text' },
          { title: 'Codes', type: 'integer' },
        ],
        batches.map(({ batch, size, ...sums }) => ({ of: [batch, size], ...sums })),
      ),
      ...(bonus ? [bonusTable(bonus)] : []),
    ],
    notes: [
      'Discounts count on the day of the payment; orders that were given back later stay counted.',
      bonus
        ? 'One point pays 0.01. Days of points are those of UTC.'
        : 'Points belong to no cinema: the report of all cinemas tells of them.',
    ],
  };
}

function bonusFigures({ reasons, after }: BonusFigures): ReportFigure[] {
  const pointsFor = (reason: string): number =>
    Math.abs(reasons.find((one) => one.reason === reason)?.points ?? 0);
  return [
    { label: 'Points accrued', type: 'integer', value: pointsFor('accrued') },
    { label: 'Points spent', type: 'integer', value: pointsFor('spent') },
    { label: 'Points that people have at the end', type: 'integer', value: after },
    { label: 'What these points can pay', type: 'money', value: after },
  ];
}

function batchesAsCodes({ batches }: PromoFigures): { code: string; discount: number }[] {
  return batches.map(({ batch, discount }) => ({ code: `${batch}…`, discount }));
}

function promoTable(
  about: Pick<ReportTable, 'name' | 'title'>,
  keys: readonly ReportColumn[],
  rows: readonly (PromoSums & { readonly of: readonly (string | number)[]; readonly terms: string })[],
): ReportTable {
  const gross = keys.length + 2;
  return {
    ...about,
    columns: [
      ...keys,
      { title: 'Takes off', type: 'text' },
      { title: 'Orders', type: 'integer', total: 'sum' },
      { title: 'Gross', type: 'money', total: 'sum' },
      { title: 'Discount', type: 'money', total: 'sum' },
      { title: 'Share', type: 'percent', total: { percentOf: [gross + 1, gross] } },
    ],
    rows: rows.map((row) => [
      ...row.of,
      row.terms,
      row.uses,
      row.gross,
      row.discount,
      percentOf(row.discount, row.gross),
    ]),
    whenEmpty: 'No such code was used in these days.',
  };
}

function bonusTable({ reasons, before, after }: BonusFigures): ReportTable {
  const rows =
    reasons.length === 0 && before === 0
      ? []
      : [
          ['People had before', null, before],
          ...reasons.map(({ reason, entries, points }) => [REASONS[reason] ?? reason, entries, points]),
          ['People have at the end', null, after],
        ];
  return {
    name: 'Points',
    title: 'How points came and went',
    columns: [
      { title: 'Points', type: 'text' },
      { title: 'Entries', type: 'integer' },
      { title: 'Amount', type: 'integer' },
    ],
    rows,
    whenEmpty: 'Nobody had points in these days.',
  };
}
