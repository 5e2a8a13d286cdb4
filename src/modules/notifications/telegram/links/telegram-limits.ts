import type { RateLimit } from '../../../../platform/rate-limits/index.js';

const QUARTER = 15 * 60;

/** Codes that somebody on Telegram tries in vain. */
export const FAILED_CODES_BY_PERSON: RateLimit = {
  name: 'telegram-codes-by-person',
  times: 10,
  seconds: QUARTER,
  by: 'account',
};

/** Codes that are tried in vain from one address; a bot tries those of all its people. */
export const FAILED_CODES_BY_ADDRESS: RateLimit = {
  name: 'telegram-codes-by-address',
  times: 300,
  seconds: QUARTER,
  by: 'address',
};

/** Wrong secrets from one address. */
export const WRONG_SECRETS: RateLimit = {
  name: 'telegram-secrets',
  times: 30,
  seconds: QUARTER,
  by: 'address',
};

/** New links that somebody asks for. */
export const NEW_LINKS: RateLimit = { name: 'telegram-links', times: 30, seconds: 3_600, by: 'user' };

/** What one person says to the bot; what is more is passed over. */
export const SAYINGS: RateLimit = { name: 'telegram-sayings', times: 40, seconds: 60, by: 'account' };
