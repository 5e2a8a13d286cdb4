import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { Clock } from '../../../platform/clock/index.js';
import type { ReportDocument } from '../report-document.js';
import type { ReportFormat } from '../report-kind.js';
import { csvOf } from './csv/csv-report.js';
import { pdfOf } from './pdf/pdf-report.js';
import type { Rendering } from './rendering.js';
import { xlsxOf } from './xlsx/xlsx-report.js';

/** What a report's file is served as, and how its name ends. */
export const FILE_OF_FORMAT = {
  pdf: { contentType: 'application/pdf', extension: 'pdf' },
  xlsx: {
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
  },
  csv: { contentType: 'text/csv; charset=utf-8', extension: 'csv' },
} as const satisfies Record<ReportFormat, { contentType: string; extension: string }>;

const RENDERINGS: Record<ReportFormat, Rendering> = { pdf: pdfOf, xlsx: xlsxOf, csv: csvOf };

/** Writes reports as files. */
@Injectable()
export class ReportRenderer {
  constructor(private readonly clock: Clock) {}

  /**
   * The file, written while it is read, so that no more of it is held than is on its way. What goes wrong destroys the stream.
   * @param advance is told how much is written, in percent
   */
  render(
    format: ReportFormat,
    document: ReportDocument,
    advance: (percent: number) => Promise<void>,
  ): Readable {
    const file = RENDERINGS[format](document, { madeAt: this.clock.now(), advance });
    return Readable.from(file, { objectMode: false });
  }
}
