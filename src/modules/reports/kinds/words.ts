import type { FiguresScope } from '../figures/span.js';
import type { ReportDocument } from '../report-document.js';

const KINDS: Readonly<Record<string, string>> = {
  seat: 'Tickets',
  concession: 'Snacks and drinks',
  movie: 'Films online',
};

const TENDERS: Readonly<Record<string, string>> = {
  stripe: 'Online',
  cash: 'Cash',
  terminal: 'Card at the counter',
  points: 'Bonus points',
  free: 'Nothing to pay',
};

const HALL_TYPES: Readonly<Record<string, string>> = {
  standard: 'Standard',
  vip: 'VIP',
  imax: 'IMAX',
  '4dx': '4DX',
};

/** What is sold, in the plural. */
export const kindInWords = (kind: string): string => KINDS[kind] ?? kind;

/** How it was paid. */
export const tenderInWords = (tender: string): string => TENDERS[tender] ?? tender;

export const hallTypeInWords = (type: string): string => HALL_TYPES[type] ?? type;

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** What people call that which figures were narrowed to. */
export interface ScopeNames {
  readonly cinema: string | null;
  readonly currency: string;
}

/** What all reports of figures say of themselves. */
export function headOf(
  title: string,
  { from, to, cinemaId }: FiguresScope,
  { cinema, currency }: ScopeNames,
): Pick<ReportDocument, 'title' | 'from' | 'to' | 'currency' | 'facts'> {
  const all = 'all, and what is sold online';
  return {
    title,
    from,
    to,
    currency,
    facts: [
      { label: 'Cinema', text: cinemaId === null ? all : (cinema ?? String(cinemaId)) },
      { label: 'Days', text: 'those of each cinema; of UTC for films sold online' },
    ],
  };
}

/** A part of a whole in percent, to one digit; null of nothing. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1_000) / 10;
}
