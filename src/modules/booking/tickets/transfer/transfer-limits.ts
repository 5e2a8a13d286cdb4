import type { RateLimit } from '../../../../platform/rate-limits/index.js';

/** Tickets that one person passes on. */
export const TRANSFERS: RateLimit = { name: 'ticket-transfers', times: 30, seconds: 3_600, by: 'user' };

/** Tickets that one address is sent: nobody's mailbox is to be filled by others. */
export const RECEPTIONS: RateLimit = { name: 'ticket-receptions', times: 30, seconds: 86_400, by: 'account' };
