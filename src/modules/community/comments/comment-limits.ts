import type { RateLimit } from '../../../platform/rate-limits/index.js';

/** Comments and replies together: nobody types faster, and nobody says so much. */
export const COMMENT_LIMITS: readonly RateLimit[] = [
  { name: 'comments-minute', times: 10, seconds: 60, by: 'user' },
  { name: 'comments-hour', times: 100, seconds: 3600, by: 'user' },
];

export const REPORTS: RateLimit = { name: 'comment-reports', times: 30, seconds: 3600, by: 'user' };

/** For how long the same text under the same film is taken for a slip. */
export const DUPLICATE_MINUTES = 10;
