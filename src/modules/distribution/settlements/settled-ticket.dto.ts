import { ListQuery, PageOf } from '../../../platform/lists/index.js';

/** A ticket that was sold. */
export class SettledTicketResponse {
  /** @example 311 */
  screening_id: number;
  /**
   * The last four signs of its code.
   * @example "MNPQ"
   */
  code: string;
  /** @example "B4" */
  seat: string;
  /** @example "12.00" */
  price: string;
  /** @example "0.00" */
  discount: string;
  /** @example "12.00" */
  net: string;
  /** @example "0.00" */
  refunded: string;
  /** @example "2026-11-01T12:03:11.000Z" */
  sold_at: string;
  /**
   * `stripe`, `cash`, `terminal` or `points`; null where it cost nothing.
   * @example "stripe"
   */
  method: string | null;
}

export class SettledTicketPage extends PageOf(SettledTicketResponse) {}

/** How to list tickets: `sort` takes `sold_at` and `screening_id`. */
export class SettledTicketQuery extends ListQuery {}
