import type { RateLimit } from '../../../platform/rate-limits/index.js';

const PERIOD = 900;

/** Codes that there are not, tried by one account (rule 5). */
export const UNKNOWN_CODES_BY_ACCOUNT: RateLimit = {
  name: 'unknown-promo-codes-by-account',
  times: 10,
  seconds: PERIOD,
  by: 'account',
};

/** Codes that there are not, tried from one address, whatever the account. */
export const UNKNOWN_CODES_BY_ADDRESS: RateLimit = {
  name: 'unknown-promo-codes-by-address',
  times: 300,
  seconds: PERIOD,
  by: 'address',
};
