import { type ReportFormat, type ReportType } from '../report-kind.js';

/** What people are told of a type of report. */
interface ReportWords {
  readonly title: string;
  readonly description: string;
  /** What it can be narrowed to. */
  readonly filters: readonly ('cinema_id' | 'distributor_id')[];
}

export const REPORT_WORDS: Readonly<Record<ReportType, ReportWords>> = {
  revenue: {
    title: 'Revenue',
    description:
      'What was sold and what was given back: by day, week, month, film, cinema, hall type, kind, payment method and seller.',
    filters: ['cinema_id'],
  },
  popular_films: {
    title: 'Popular films',
    description: 'Which films brought most: by net, tickets and occupancy, and what was bought online.',
    filters: ['cinema_id'],
  },
  occupancy: {
    title: 'Occupancy',
    description: 'How full screenings were: by hall, weekday and hour.',
    filters: ['cinema_id'],
  },
  distributor_settlement: {
    title: 'Distributor settlement',
    description: 'Film weeks by contract: box office, share, what is due, what was paid, and what is left.',
    filters: ['cinema_id', 'distributor_id'],
  },
  concession_sales: {
    title: 'Concession sales',
    description: 'Snacks and drinks: what was sold, by item, category, cinema and day.',
    filters: ['cinema_id'],
  },
  promo_and_bonus: {
    title: 'Promo codes and bonus points',
    description: 'What promo codes took off, and what bonus points paid and will pay.',
    filters: ['cinema_id'],
  },
  refunds: {
    title: 'Refunds',
    description: 'What was given back, when, why and by which way.',
    filters: ['cinema_id'],
  },
};

/** What the file of a report is called where somebody saves it: `revenue-2026-11-01-2026-11-30.pdf`. */
export function fileNameOf({
  type,
  format,
  from,
  to,
}: {
  readonly type: ReportType;
  readonly format: ReportFormat;
  readonly from: string;
  readonly to: string;
}): string {
  return `${type.replaceAll('_', '-')}-${from}-${to}.${format}`;
}
