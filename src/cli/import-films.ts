import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import {
  ColumnMappingError,
  FilmImport,
  ImportFileError,
  type ImportState,
  parseColumnMapping,
  parsePriceRule,
  PriceRuleError,
} from '../modules/catalogue/index.js';
import { SettingsError } from '../platform/config/index.js';
import { EmbeddedPostgresError } from '../platform/database/embedded/index.js';
import { showProgress } from './import-progress.js';
import { withApplication } from './with-application.js';

export interface ImportFilmsOptions {
  readonly priceRule: string;
  /** JSON, or `@` and the path of a file that holds it. */
  readonly mapping: string;
  readonly format?: 'csv' | 'json';
}

const SHOWN_ERRORS = 20;

/** An option or the file is not usable; the message is for the person who typed it. */
class UsageError extends Error {}

/**
 * `catalogue import`: progress goes to the standard error, the summary to the standard output.
 * @returns the exit code: 0 when every row went in, 2 when some were rejected, 1 when the file cannot be imported
 */
export async function importFilms(file: string, options: ImportFilmsOptions): Promise<0 | 1 | 2> {
  try {
    const source = {
      size: await sizeOf(file),
      priceRule: parsed('--price-rule', () => parsePriceRule(options.priceRule)),
      mapping: await mappingOf(options.mapping),
      format: options.format,
    };
    const begun = performance.now();
    const end = await withApplication(async (app) => {
      const progress = showProgress(process.stderr);
      try {
        const films = app.get(FilmImport, { strict: false });
        const end = await films.run({ ...source, bytes: createReadStream(file) }, (state) =>
          progress.show(state),
        );
        progress.show(end);
        return end;
      } finally {
        progress.stop();
      }
    });
    process.stdout.write(summary(end, performance.now() - begun));
    return end.rejected > 0 ? 2 : 0;
  } catch (error) {
    if (!isForPeople(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

async function sizeOf(file: string): Promise<number> {
  const facts = await stat(file).catch(() => undefined);
  if (!facts?.isFile()) throw new UsageError(`There is no file ${file}.`);
  return facts.size;
}

async function mappingOf(option: string) {
  const path = option.startsWith('@') ? option.slice(1) : undefined;
  const json = path === undefined ? option : await readFile(path, 'utf8').catch(() => undefined);
  if (json === undefined) throw new UsageError(`--mapping: there is no file ${path ?? ''}.`);
  return parsed('--mapping', () => parseColumnMapping(json));
}

function parsed<T>(option: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof PriceRuleError || error instanceof ColumnMappingError) {
      throw new UsageError(`${option}: ${error.message}`);
    }
    throw error;
  }
}

function summary(end: ImportState, milliseconds: number): string {
  const seconds = milliseconds / 1000;
  const shown = end.errors.slice(0, SHOWN_ERRORS).map(({ line, column, message }) => {
    return `  line ${line}${column === null ? '' : `, ${column}`}: ${message}`;
  });
  const left = end.errors.length - shown.length;
  const lines = [
    `${end.processed} rows in ${seconds.toFixed(1)} s: ${end.created} created, ${end.updated} updated, ${end.unchanged} unchanged, ${end.rejected} rejected.`,
    ...shown,
    ...(left > 0 ? [`  and ${left} more`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function isForPeople(error: unknown): error is Error {
  return [UsageError, ImportFileError, SettingsError, EmbeddedPostgresError].some(
    (type) => error instanceof type,
  );
}
