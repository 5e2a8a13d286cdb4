import type { ReportDocument } from '../report-document.js';

/** What stands around a document. */
export interface RenderingOptions {
  readonly madeAt: Date;
  readonly advance: (percent: number) => Promise<void>;
}

/** Writes a document in one format, piece by piece; others get their turn between the pieces. */
export type Rendering = (document: ReportDocument, options: RenderingOptions) => AsyncIterable<Uint8Array>;
