/** What became of money that arrived. Whatever was not `fulfilled` is to be given back. */
export type Settlement =
  | 'fulfilled'
  /** The order was paid before. */
  | 'paid-already'
  /** It was canceled, and what it was for is gone. */
  | 'too-late'
  /** Another amount or currency than the order's. */
  | 'mismatch';

/** Money that arrived. */
export interface Money {
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
}
