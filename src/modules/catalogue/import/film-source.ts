import { CsvReader, type CsvRecord } from './csv-records.js';
import {
  type ColumnMapping,
  columnsOfObjects,
  columnsOfTable,
  type FilmColumns,
  MissingColumnsError,
} from './film-columns.js';
import { readFilm, type RowProblem, type StatedFilm } from './film-row.js';
import { ImportFileError } from './import.errors.js';
import { JsonReader, type JsonRecord } from './json-records.js';

/** A row with something wrong in it. */
export interface RejectedRow {
  /** The line of the file, counted from 1, in which the row begins. */
  readonly line: number;
  readonly problems: readonly RowProblem[];
}

/** A row of the file: a film, or what is wrong with it. */
export type FilmRow = { readonly film: StatedFilm } | RejectedRow;

export type FileFormat = 'csv' | 'json';

export interface FileReading {
  readonly mapping: ColumnMapping;
  /** Found out from the content where it is not given. */
  readonly format?: FileFormat | undefined;
}

const HEAD_BYTES = 1_024;
const NOT_TEXT = /[\0\uFFFD]/;
const NOT_UTF8 = 'The file is not UTF-8 text. Save it as UTF-8 and try again.';

/** Turns pieces of text into rows. */
interface RowReader {
  push(piece: string): FilmRow[];
  end(): FilmRow[];
}

/**
 * Reads films out of a CSV or JSON file as it comes; memory does not depend on its size.
 * @throws ImportFileError when the file is empty, is not UTF-8 text or lacks columns
 */
export async function* readFilms(
  bytes: AsyncIterable<Uint8Array>,
  reading: FileReading,
): AsyncGenerator<FilmRow[]> {
  let reader: RowReader | undefined;
  for await (const text of decoded(bytes)) {
    reader ??= readerFor(text, reading);
    yield reader.push(text);
  }
  if (!reader) throw new ImportFileError('The file is empty.');
  yield reader.end();
}

function readerFor(head: string, { format, mapping }: FileReading): RowReader {
  return (format ?? (/^\s*[[{]/.test(head) ? 'json' : 'csv')) === 'json'
    ? new JsonFilms(mapping)
    : new CsvFilms(mapping);
}

/** The text of the file without its byte order mark. Bytes that are not UTF-8 become U+FFFD, which no row may hold. */
async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let head: Uint8Array | undefined = new Uint8Array();
  for await (const chunk of bytes) {
    if (!head) {
      yield decoder.decode(chunk, { stream: true });
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < HEAD_BYTES) continue;
    yield decoder.decode(checked(head), { stream: true });
    head = undefined;
  }
  const rest = decoder.decode(head && checked(head));
  if (rest.trim() !== '') yield rest;
}

/** UTF-16, with its mark or without: every other byte of plain letters is zero there. */
function checked(head: Uint8Array): Uint8Array {
  const [first, second] = head;
  const hasUtf16Mark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (hasUtf16Mark || first === 0 || second === 0) throw new ImportFileError(NOT_UTF8);
  return head;
}

class CsvFilms implements RowReader {
  private readonly reader = new CsvReader();
  private header: readonly string[] = [];
  private columns: FilmColumns<readonly string[]> | undefined;

  constructor(private readonly mapping: ColumnMapping) {}

  push(piece: string): FilmRow[] {
    return this.films(this.reader.push(piece));
  }

  end(): FilmRow[] {
    const films = this.films(this.reader.end());
    if (!this.columns) throw new ImportFileError('The file is empty.');
    return films;
  }

  private films(records: readonly CsvRecord[]): FilmRow[] {
    return records.flatMap((record) => {
      if (this.columns) return this.film(record, this.columns);
      this.columns = this.readHeader(record);
      return [];
    });
  }

  private readHeader({ values, problem }: CsvRecord): FilmColumns<readonly string[]> {
    if (values.some((value) => NOT_TEXT.test(value))) throw new ImportFileError(NOT_UTF8);
    if (problem !== undefined) {
      throw new ImportFileError(`The first line, which names the columns, ${problem}.`);
    }
    this.header = values;
    try {
      return columnsOfTable(values, this.mapping);
    } catch (error) {
      throw error instanceof MissingColumnsError ? new ImportFileError(error.message) : error;
    }
  }

  private film({ line, values, problem }: CsvRecord, columns: FilmColumns<readonly string[]>): FilmRow {
    if (problem !== undefined) {
      return { line, problems: [{ column: this.header[values.length]?.trim() ?? null, message: problem }] };
    }
    if (values.length !== this.header.length) {
      const message = `The row has ${values.length} ${values.length === 1 ? 'value' : 'values'}, the first line names ${this.header.length} columns.`;
      return { line, problems: [{ column: null, message }] };
    }
    return filmRow(line, readFilm(values, columns));
  }
}

class JsonFilms implements RowReader {
  private readonly reader = new JsonReader();
  private readonly columns: FilmColumns<Readonly<Record<string, unknown>>>;

  constructor(mapping: ColumnMapping) {
    this.columns = columnsOfObjects(mapping);
  }

  push(piece: string): FilmRow[] {
    return this.reader.push(piece).map((record) => this.film(record));
  }

  end(): FilmRow[] {
    return this.reader.end().map((record) => this.film(record));
  }

  private film({ line, value, problem }: JsonRecord): FilmRow {
    if (!value) return { line, problems: [{ column: null, message: problem ?? '' }] };
    return filmRow(line, readFilm(value, this.columns));
  }
}

function filmRow(line: number, read: StatedFilm | RowProblem[]): FilmRow {
  return Array.isArray(read) ? { line, problems: read } : { film: read };
}
