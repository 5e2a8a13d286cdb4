import type { NoticeTexts } from '../../../platform/notices/index.js';

/** Somebody deletes, or wanted to delete, a film that lies in carts. */
export interface InCartsFacts {
  readonly film: string;
  readonly carts: number;
  readonly deleted: boolean;
}

/** A cart lost a film. */
export interface TakenFromCartFacts {
  readonly film: string;
}

/** What is told of films in carts, in a language. */
export interface CartTexts {
  readonly inCarts: NoticeTexts<InCartsFacts>;
  readonly takenFromCart: NoticeTexts<TakenFromCartFacts>;
}
