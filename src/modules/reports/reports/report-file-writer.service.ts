import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ObjectStorage } from '../../../platform/storage/index.js';
import { FILE_OF_FORMAT, ReportRenderer } from '../formats/report-renderer.js';
import { ReportGoneError } from './report.errors.js';
import type { WantedReport } from './report.js';
import { ReportKinds } from './report-kinds.js';
import { ReportProgress } from './report-progress.js';
import { ReportRunsRepository } from './report-runs.repository.js';

/** How much of the way is done, in percent, when the figures are there and the file is still to be written. */
const FIGURES = 40;

/** Makes a report and writes it to the storage, piece by piece. */
@Injectable()
export class ReportFileWriter {
  constructor(
    private readonly kinds: ReportKinds,
    private readonly renderer: ReportRenderer,
    private readonly runs: ReportRunsRepository,
    private readonly storage: ObjectStorage,
  ) {}

  /**
   * @returns how many bytes the file has
   * @throws ReportGoneError when the report was deleted meanwhile
   */
  async write(id: number, key: string, { type, format, scope }: WantedReport): Promise<number> {
    const progress = new ReportProgress(async (percent) => {
      if (!(await this.runs.advance(id, percent))) throw new ReportGoneError(id);
    });
    const document = await this.kinds.of(type).make(scope, progress.part(0, FIGURES));
    const pieces = this.renderer.render(format, document, progress.part(FIGURES, 100));
    let size = 0;
    const counted = async function* (): AsyncGenerator<Uint8Array> {
      for await (const piece of pieces as AsyncIterable<Uint8Array>) {
        size += piece.length;
        yield piece;
      }
    };
    const body = Readable.from(counted(), { objectMode: false });
    await this.storage.put(key, body, { contentType: FILE_OF_FORMAT[format].contentType });
    return size;
  }
}
