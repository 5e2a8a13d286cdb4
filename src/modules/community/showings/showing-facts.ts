import type { NoticeTexts } from '../../../platform/notices/index.js';

/** A favourite film is on the programme. */
export interface ShowingFacts {
  /** "Heat (1995)" */
  readonly film: string;
}

/** What is told of it, in a language. */
export type ShowingTexts = NoticeTexts<ShowingFacts>;
