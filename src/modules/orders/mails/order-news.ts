import type { NoticeTexts } from '../../../platform/notices/index.js';

/** What becomes of an order. */
export type OrderNews = 'paid' | 'canceled' | 'refunded' | 'declined' | 'returned';

/** Something became of an order. */
export interface OrderFacts {
  readonly order: number;
  readonly news: OrderNews;
  /** In words: "12.00 USD". */
  readonly amount: string;
}

/** What is told of orders, in a language. */
export type OrderTexts = NoticeTexts<OrderFacts>;
