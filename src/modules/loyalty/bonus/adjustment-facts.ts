import type { NoticeTexts } from '../../../platform/notices/index.js';

/** Points were given, or taken where they are negative. */
export interface AdjustmentFacts {
  readonly points: number;
  readonly why: string;
}

/** What is told of points, in a language. */
export type AdjustmentTexts = NoticeTexts<AdjustmentFacts>;
