import { Injectable } from '@nestjs/common';
import { Database, Transaction, translateViolations } from '../../../platform/database/index.js';
import { BatchLanes } from './batch-lanes.js';
import type { RowProblem } from './film-row.js';
import { type FileReading, readFilms, type RejectedRow } from './film-source.js';
import { type FilmRecord, FilmsRepository } from './films.repository.js';
import { FilmWriter, type WriteOutcome } from './film-writer.js';
import type { PreparedFilm } from './prepared-film.js';
import type { PriceRule } from './price-rule.js';
import { TermCountsService } from '../terms/term-counts.service.js';
import { TermIds } from './term-ids.js';

/** What is wrong with a row, in which line of the file. */
export interface ImportProblem extends RowProblem {
  readonly line: number;
}

/** How far an import has come, and what it did. */
export interface ImportState {
  /** Rows that were read. */
  processed: number;
  created: number;
  updated: number;
  unchanged: number;
  /** Rows with something wrong in them. */
  rejected: number;
  /** What is wrong with them; the first 1,000 are kept. */
  errors: ImportProblem[];
  /** Per cent of the file. */
  progress: number;
}

/** A file and how to read it. */
export interface ImportFile extends FileReading {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Bytes. */
  readonly size: number;
  readonly priceRule: PriceRule;
}

const BATCH = 1_000;
const MAX_ERRORS = 1_000;
/** How often the counters of genres and people follow a running import, at most. */
const COUNT_EVERY_MS = 1_000;
/** Counting may take this part of the time: counters of a large import lag some seconds behind. */
const COUNTING_SHARE = 0.05;

/** A term was deleted between looking it up and using it. */
class TermGoneError extends Error {}

const termGone = (): Error => new TermGoneError();
const TERMS_GONE = {
  fk_movies_certification: termGone,
  fk_movies_genres_term: termGone,
  fk_movies_stars_term: termGone,
  fk_movies_directors_term: termGone,
};

/** Brings the films of a file into the catalogue. */
@Injectable()
export class FilmImport {
  constructor(
    private readonly database: Database,
    private readonly transaction: Transaction,
    private readonly films: FilmsRepository,
    private readonly terms: TermIds,
    private readonly writer: FilmWriter,
    private readonly counts: TermCountsService,
  ) {}

  /**
   * Reads a file and writes its films, a thousand in a transaction, so that what was written stays when the import stops.
   * Doing it again changes nothing. While the database works on some films the next ones are read.
   * @param report hears again and again how far the import is
   * @returns how it ended
   * @throws ImportFileError when the file as a whole cannot be read
   */
  async run(
    file: ImportFile,
    report: (state: Readonly<ImportState>) => Promise<void> | void,
  ): Promise<ImportState> {
    const state: ImportState = {
      created: 0,
      updated: 0,
      unchanged: 0,
      processed: 0,
      rejected: 0,
      errors: [],
      progress: 0,
    };
    this.terms.forget();
    let nextCountAt = performance.now() + COUNT_EVERY_MS;
    const lanes = new BatchLanes(async (batch) => {
      const isFirst = state.created + state.updated + state.unchanged === 0;
      for (const outcome of await this.write(batch)) state[outcome] += 1;
      state.processed += batch.length;
      if (isFirst) await this.films.analyzeFirst();
      const now = performance.now();
      if (now < nextCountAt) return;
      nextCountAt = Infinity;
      await this.counts.countNoted();
      const took = performance.now() - now;
      nextCountAt = now + Math.max(COUNT_EVERY_MS, took / COUNTING_SHARE);
    });
    let films: PreparedFilm[] = [];
    try {
      for await (const rows of readFilms(measured(file, state), file)) {
        for (const row of rows) {
          if ('film' in row) films.push(this.writer.prepare(row.film, file.priceRule(row.film.facts)));
          else reject(row, state);
        }
        for (; films.length >= BATCH; films = films.slice(BATCH)) await lanes.add(films.slice(0, BATCH));
        await report(state);
      }
      await lanes.add(films);
    } finally {
      await lanes.finish().finally(() => this.counts.countNoted());
    }
    return { ...state, progress: 100 };
  }

  private async write(films: readonly PreparedFilm[]): Promise<WriteOutcome[]> {
    try {
      return await this.attempt(films);
    } catch (error) {
      if (!(error instanceof TermGoneError)) throw error;
      this.terms.forget();
      return this.attempt(films);
    }
  }

  private async attempt(films: readonly PreparedFilm[]): Promise<WriteOutcome[]> {
    const records = await this.writer.identify(films);
    return translateViolations(
      this.transaction.run(() => this.writeAll(records)),
      TERMS_GONE,
    );
  }

  /** A crash may take back the last batches, never part of one; whoever runs the import again writes them again. */
  private async writeAll(films: readonly FilmRecord[]): Promise<WriteOutcome[]> {
    await this.database.execute('SET LOCAL synchronous_commit = off');
    await this.counts.later();
    return this.writer.write(films);
  }
}

/** The bytes of a file; `progress` follows them, and reaches 100 only when everything is written. */
async function* measured({ bytes, size }: ImportFile, state: ImportState): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const chunk of bytes) {
    read += chunk.length;
    state.progress = Math.min(99, Math.floor((read / size) * 100));
    yield chunk;
  }
}

function reject({ line, problems }: RejectedRow, state: ImportState): void {
  state.processed += 1;
  state.rejected += 1;
  const room = MAX_ERRORS - state.errors.length;
  state.errors.push(...problems.slice(0, room).map((problem) => ({ line, ...problem })));
}
