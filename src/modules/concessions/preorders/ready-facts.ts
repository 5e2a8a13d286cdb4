import type { NoticeTexts } from '../../../platform/notices/index.js';

/** Snacks can be picked up. */
export interface ReadyFacts {
  readonly code: string;
  readonly cinema: string;
}

/** What is told of snacks, in a language. */
export type ReadyTexts = NoticeTexts<ReadyFacts>;
