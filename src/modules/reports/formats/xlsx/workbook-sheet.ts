import type { SheetRow } from './cells.js';

/** A sheet before it is written. */
export interface WorkbookSheet {
  readonly name: string;
  /** Made one by one, when they are asked for. */
  readonly rows: Iterable<SheetRow>;
  /** In characters. */
  readonly widths: readonly number[];
  readonly frozenRows: number;
  readonly isWide: boolean;
  /** What the formulas come to, by the address of their cell; null is no text at all. */
  readonly results: ReadonlyMap<string, number | null>;
}
