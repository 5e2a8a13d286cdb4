import type { NoticeTexts } from '../../../platform/notices/index.js';
import type { ScreeningFacts } from '../../theatre/index.js';
import { filmInWords } from '../tickets/ticket-words.js';

/** Which screening a notice is about. */
export interface ToldScreening {
  /** "Heat (1995)" */
  readonly film: string;
  readonly starts_at: string;
  readonly time_zone: string;
}

/** It does not take place. */
export interface CanceledFacts extends ToldScreening {
  /** Empty where nobody said so. */
  readonly why: string;
}

/** It is not what was bought. */
export interface ChangedFacts extends ToldScreening {
  readonly cinema: string;
  readonly hall: string;
  /** As tags: "de". */
  readonly language: string | null;
  readonly subtitles: string | null;
}

/** It begins soon. */
export interface ReminderFacts extends ToldScreening {
  readonly cinema: string;
  readonly address: string;
  readonly hall: string;
  readonly seats: readonly { readonly row: string; readonly number: number }[];
}

/** What is told of screenings, in a language. */
export interface ScreeningTexts {
  readonly canceled: NoticeTexts<CanceledFacts>;
  readonly changed: NoticeTexts<ChangedFacts>;
  readonly reminder: NoticeTexts<ReminderFacts>;
}

export function toldScreening({ movie, startsAt, cinema }: ScreeningFacts): ToldScreening {
  return { film: filmInWords(movie), starts_at: startsAt.toISOString(), time_zone: cinema.timeZone };
}
