import { Transaction } from '../../../platform/database/index.js';
import { JobHandler, type JobProcessor, Outbox } from '../../../platform/jobs/index.js';
import { ObjectStorage } from '../../../platform/storage/index.js';
import { FilmImport, type ImportState } from './film-import.js';
import { ImportFileError } from './import.errors.js';
import { type ImportFault, ImportsRepository, type ImportTask } from './imports.repository.js';
import { parsePriceRule } from './price-rule.js';

declare module '../../../platform/jobs/index.js' {
  interface JobPayloads {
    /** A queued import. */
    'catalogue.import': { import_id: number };
  }
}

/** How often the state of an import is written down, in milliseconds. */
const REPORT_EVERY = 500;

/**
 * Carries out a queued import. When its process dies, the next attempt starts from the beginning and finds what is
 * there already unchanged.
 */
@JobHandler('catalogue.import')
export class ImportHandler implements JobProcessor<'catalogue.import'> {
  constructor(
    private readonly films: FilmImport,
    private readonly imports: ImportsRepository,
    private readonly storage: ObjectStorage,
    private readonly transaction: Transaction,
    private readonly outbox: Outbox,
  ) {}

  async handle({ import_id: id }: { import_id: number }): Promise<void> {
    const task = await this.imports.begin(id);
    if (!task) return;
    let fault: ImportFault | undefined;
    try {
      await this.run(id, task);
    } catch (error) {
      if (!(error instanceof ImportFileError)) {
        await this.imports.putBack(id);
        throw error;
      }
      fault = { line: null, column: null, message: error.message };
    }
    await this.finish(id, task, fault);
  }

  private async run(id: number, { fileKey, options }: ImportTask): Promise<void> {
    const file = await this.storage.get(fileKey);
    if (!file) throw new ImportFileError('The file is gone. Upload it again.');
    let due = performance.now() + REPORT_EVERY;
    const report = async (state: Readonly<ImportState>): Promise<void> => {
      if (performance.now() < due) return;
      due = performance.now() + REPORT_EVERY;
      await this.imports.advance(id, state);
    };
    const priceRule = parsePriceRule(options.price_rule);
    const end = await this.films.run(
      { bytes: file.body, size: file.size, mapping: options.mapping, priceRule },
      report,
    );
    await this.imports.advance(id, end);
  }

  private async finish(id: number, { fileKey }: ImportTask, fault: ImportFault | undefined): Promise<void> {
    await this.transaction.run(async () => {
      if (fault) await this.imports.blame(id, fault);
      if (!(await this.imports.finish(id, fault ? 'failed' : 'completed'))) return;
      await this.outbox.add('storage.remove-files', { keys: [fileKey] });
    });
  }
}
