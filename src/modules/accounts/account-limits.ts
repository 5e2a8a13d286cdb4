import type { RateLimit } from '../../platform/rate-limits/index.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Registrations from one address; generous, since a school shares one. */
export const REGISTRATIONS: RateLimit = { name: 'register', times: 100, seconds: HOUR, by: 'address' };

/** Mails of one kind that one e-mail is sent. */
export const MAILS: RateLimit = { name: 'mail', times: 5, seconds: HOUR, by: 'account' };

/** Mails that are asked for from one address. */
export const MAIL_REQUESTS: RateLimit = { name: 'mail-requests', times: 100, seconds: HOUR, by: 'address' };

/** Tokens of mails that are tried from one address. */
export const TOKEN_TRIES: RateLimit = { name: 'token-tries', times: 300, seconds: HOUR, by: 'address' };

/** Wrong passwords from one address, whatever the account. */
export const FAILURES_BY_ADDRESS: RateLimit = {
  name: 'failures-by-address',
  times: 300,
  seconds: 15 * MINUTE,
  by: 'address',
};

/** Wrong passwords for one account from one address (rule 5). */
export const FAILURES_BY_ACCOUNT_AND_ADDRESS: RateLimit = {
  name: 'failures-by-account-and-address',
  times: 10,
  seconds: 15 * MINUTE,
  by: 'account',
};

/** Wrong passwords for one account from everywhere; a living session of the account and a reset pass it (rule 5). */
export const FAILURES_BY_ACCOUNT: RateLimit = {
  name: 'failures-by-account',
  times: 100,
  seconds: 24 * HOUR,
  by: 'account',
};
