import { type FilmFacts, NOT_RATED } from '../film-facts.js';
import { fitsFolded } from '../fold.js';
import { MAX_TERM_NAME } from '../terms/term-kind.js';
import type { FilmColumn, FilmColumns, FilmField } from './film-columns.js';

/** What is wrong with a row, and where. */
export interface RowProblem {
  /** The file's name of the column, or null where the row as a whole is meant. */
  readonly column: string | null;
  readonly message: string;
}

const MAX_TITLE = 250;
const MAX_DESCRIPTION = 10_000;
const MAX_NAMES: Readonly<Record<string, number>> = { genres: 20, stars: 100, directors: 20 };

interface NumberLimits {
  readonly least: number;
  readonly most: number;
  readonly decimals: number;
  readonly allowed: string;
}

const LIMITS = {
  year: { least: 1870, most: 2100, decimals: 0, allowed: 'a year from 1870 to 2100' },
  time: {
    least: 1,
    most: 1500,
    decimals: 0,
    allowed: 'a whole number of minutes from 1 to 1500, such as 142 or "142 min"',
  },
  imdb: { least: 0, most: 10, decimals: 1, allowed: 'a number from 0 to 10 with at most one decimal' },
  votes: { least: 0, most: 2_000_000_000, decimals: 0, allowed: 'a whole number from 0 to 2000000000' },
  meta_score: {
    least: 0,
    most: 100,
    decimals: 1,
    allowed: 'a number from 0 to 100 with at most one decimal',
  },
  gross: {
    least: 0,
    most: 100_000_000_000,
    decimals: 2,
    allowed: 'an amount from 0 to 100000000000 with at most two decimals',
  },
  min_age: { least: 0, most: 21, decimals: 0, allowed: 'a whole number of years from 0 to 21' },
} as const satisfies Partial<Record<FilmField, NumberLimits>>;

type NumberField = keyof typeof LIMITS;

const NUMBER = /^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/;
const MINUTES = /\s*min(?:utes)?\.?$/i;
/** NUL, which PostgreSQL does not hold; halves of characters; and what decoders put in place of bytes that are not UTF-8. */
const UNSTORABLE = /[\0\uFFFD\p{Surrogate}]/u;

/** A film as a row states it. */
export interface StatedFilm {
  readonly facts: FilmFacts;
  /** Fields that the file says nothing about; a film that is there already keeps what it has. */
  readonly unstated: readonly OptionalField[];
}

export type OptionalField = (typeof OPTIONAL)[number];

const OPTIONAL = [
  'meta_score',
  'gross',
  'certification',
  'min_age',
  'genres',
  'stars',
  'directors',
] as const satisfies readonly FilmField[];

/**
 * Reads a film out of a row of a file.
 * @returns the film, or everything that is wrong with the row
 */
export function readFilm<Row>(row: Row, columns: FilmColumns<Row>): StatedFilm | RowProblem[] {
  const reader = new RowReader(row, columns);
  const facts: FilmFacts = {
    name: reader.text('name', MAX_TITLE),
    year: reader.number('year') ?? 0,
    time: reader.number('time') ?? 0,
    imdb: reader.number('imdb') ?? 0,
    votes: reader.number('votes') ?? 0,
    metaScore: reader.optionalNumber('meta_score'),
    gross: reader.optionalNumber('gross'),
    description: reader.text('description', MAX_DESCRIPTION),
    certification: reader.names('certification')[0] ?? NOT_RATED,
    minAge: reader.optionalNumber('min_age'),
    genres: reader.names('genres'),
    stars: reader.names('stars'),
    directors: reader.names('directors'),
  };
  if (reader.problems.length > 0) return reader.problems;
  const unstated = OPTIONAL.filter((field) =>
    columns[field].every((column) => column.read(row) === undefined),
  );
  return { facts, unstated };
}

class RowReader<Row> {
  readonly problems: RowProblem[] = [];

  constructor(
    private readonly row: Row,
    private readonly columns: FilmColumns<Row>,
  ) {}

  text(field: 'name' | 'description', longest: number): string {
    const [column] = this.columns[field];
    const text = this.read(column);
    if (text === undefined) return '';
    if (text === '') this.refuse(column, 'must not be empty');
    if (isLongerThan(text, longest)) this.refuse(column, `must have at most ${longest} characters`);
    else if (field === 'name' && !fitsFolded(text, 'title')) {
      this.refuse(column, 'is made of too many compound signs');
    }
    return text;
  }

  number(field: NumberField): number | null {
    const number = this.optionalNumber(field);
    const [column] = this.columns[field];
    if (number === null && this.read(column) === '')
      this.refuse(column, `must be ${LIMITS[field].allowed}, and is empty`);
    return number;
  }

  optionalNumber(field: NumberField): number | null {
    const [column] = this.columns[field];
    const text = this.read(column);
    if (text === undefined || text === '') return null;
    const { least, most, decimals, allowed } = LIMITS[field];
    const digits = field === 'time' ? text.replace(MINUTES, '') : text;
    const [matched, fraction = ''] = NUMBER.exec(digits) ?? [];
    const number = Number(matched?.replaceAll(',', ''));
    if (number >= least && number <= most && fraction.length <= decimals) return number;
    this.refuse(column, `must be ${allowed}, not "${text.slice(0, 40)}"`);
    return null;
  }

  /** The names in a field, each once whatever its case. */
  names(field: 'certification' | 'genres' | 'stars' | 'directors'): string[] {
    const names = new Map<string, string>();
    for (const column of this.columns[field]) {
      for (const name of this.namesIn(column)) {
        const key = name.toLowerCase();
        if (!names.has(key)) names.set(key, name);
      }
    }
    const most = MAX_NAMES[field] ?? 1;
    if (names.size > most) this.refuse(this.columns[field][0], `must have at most ${most} names`);
    return [...names.values()];
  }

  private namesIn(column: FilmColumn<Row>): string[] {
    const value = column.read(this.row);
    const parts =
      column.several && Array.isArray(value)
        ? value.map((part) => this.textOf(part, column))
        : this.split(column);
    const names = parts.map((part) => part?.trim() ?? '').filter((name) => name !== '');
    const long = names.find((name) => isLongerThan(name, MAX_TERM_NAME) || !fitsFolded(name, 'term'));
    if (long !== undefined) {
      this.refuse(
        column,
        `must have names of at most ${MAX_TERM_NAME} characters, not "${long.slice(0, 40)}…"`,
      );
    }
    return names;
  }

  private split(column: FilmColumn<Row>): string[] {
    const text = this.read(column) ?? '';
    if (!column.several) return [text];
    return text.split(text.includes('|') ? '|' : ',');
  }

  /** The trimmed text of a value; undefined where it is refused or there is no such column. */
  private read(column: FilmColumn<Row> | undefined): string | undefined {
    return column && this.textOf(column.read(this.row), column)?.trim();
  }

  private textOf(value: unknown, column: FilmColumn<Row>): string | undefined {
    const text = typeof value === 'number' ? String(value) : (value ?? '');
    if (typeof text !== 'string') {
      this.refuse(column, `must be text${column.several ? ' or a list of names' : ' or a number'}`);
      return undefined;
    }
    if (!UNSTORABLE.test(text)) return text;
    this.refuse(
      column,
      text.includes('\0') ? 'holds the NUL character' : 'is not valid UTF-8 text: save the file as UTF-8',
    );
    return undefined;
  }

  /** The first problem of a column counts: what follows is a consequence as a rule. */
  private refuse(column: FilmColumn<Row> | undefined, message: string): void {
    const name = column?.name ?? null;
    if (!this.problems.some((problem) => problem.column === name))
      this.problems.push({ column: name, message });
  }
}

/** Counts characters as PostgreSQL does, not UTF-16 units. */
function isLongerThan(text: string, longest: number): boolean {
  return text.length > longest && (text.length > longest * 2 || [...text].length > longest);
}
