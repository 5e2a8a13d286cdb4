/** The fields of films that files can state. */
export const FILM_FIELDS = [
  'name',
  'year',
  'time',
  'imdb',
  'votes',
  'meta_score',
  'gross',
  'description',
  'certification',
  'min_age',
  'genres',
  'stars',
  'directors',
] as const;

export type FilmField = (typeof FILM_FIELDS)[number];

/** Where fields stand in files that use other names than ours: our field → their column, or columns in order. */
export type ColumnMapping = Partial<Record<FilmField, readonly string[]>>;

/** A column that a field is read from. */
export interface FilmColumn<Row> {
  /** As the file calls it. */
  readonly name: string;
  /** Whether one value can hold several names. */
  readonly several: boolean;
  readonly read: (row: Row) => unknown;
}

/** The columns of every field; none where the file does not have an optional one. */
export type FilmColumns<Row> = Readonly<Record<FilmField, readonly FilmColumn<Row>[]>>;

/** Fields without which a film cannot be entered. */
const REQUIRED: readonly FilmField[] = ['name', 'year', 'time', 'imdb', 'votes', 'description'];

/** The names that IMDb's lists use, in lower case. */
const IMDB_COLUMNS: Readonly<Record<string, FilmField>> = {
  series_title: 'name',
  released_year: 'year',
  certificate: 'certification',
  runtime: 'time',
  genre: 'genres',
  imdb_rating: 'imdb',
  overview: 'description',
  director: 'directors',
  no_of_votes: 'votes',
};
const NUMBERED_STAR = /^star\d{1,2}$/;

/** The mapping cannot be used; the message says why. */
export class ColumnMappingError extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'ColumnMappingError';
  }
}

/** The file does not have the columns that every film needs, or that the mapping names. */
export class MissingColumnsError extends Error {
  constructor(
    readonly missing: readonly string[],
    readonly found: readonly string[],
  ) {
    super(
      `Columns are missing: ${missing.join(', ')}. ` +
        `The first line has these: ${found
          .map((name) => name.slice(0, 60))
          .join(', ')
          .slice(0, 1_000)}. ` +
        'Other names can be given by a mapping.',
    );
    this.name = 'MissingColumnsError';
  }
}

/**
 * Reads a mapping: a JSON object of our fields and the file's columns; `stars`, `genres` and `directors` may name several
 * columns in an array.
 * @throws ColumnMappingError
 */
export function parseColumnMapping(json: string): ColumnMapping {
  const mapping: ColumnMapping = {};
  for (const [field, columns] of Object.entries(parseObject(json))) {
    if (!isFilmField(field)) {
      throw new ColumnMappingError(
        `does not know the field "${field.slice(0, 60)}"; known are ${FILM_FIELDS.join(', ')}`,
      );
    }
    const names: readonly unknown[] = Array.isArray(columns) ? columns : [columns];
    if (names.length === 0 || !names.every((name) => typeof name === 'string' && name !== '')) {
      throw new ColumnMappingError(`must name a column of the file for ${field}`);
    }
    if (names.length > 1 && !isList(field))
      throw new ColumnMappingError(`can name one column only for ${field}`);
    mapping[field] = names as readonly string[];
  }
  return mapping;
}

function parseObject(json: string): object {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    throw new ColumnMappingError('is not valid JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new ColumnMappingError(
      'must be a JSON object such as {"name": "Title", "stars": ["Actor 1", "Actor 2"]}',
    );
  }
  return parsed;
}

/**
 * Finds the columns of a table by its header. Mapped names are taken as they are; ours and those of IMDb's lists are
 * recognised whatever their case.
 * @throws MissingColumnsError
 */
export function columnsOfTable(
  header: readonly string[],
  mapping: ColumnMapping,
): FilmColumns<readonly string[]> {
  const names = header.map((name) => name.trim());
  const absent = Object.values(mapping)
    .flat()
    .filter((name) => !names.includes(name));
  if (absent.length > 0) throw new MissingColumnsError(absent, names);
  const columns = byField((field) => {
    const mapped = mapping[field];
    const indexes = mapped
      ? mapped.map((name) => names.indexOf(name))
      : [...names.keys()].filter((index) => recognised(names[index] ?? '') === field);
    return indexes.map((index) => {
      const name = names[index] ?? '';
      return {
        name,
        several: isList(field) && !NUMBERED_STAR.test(name.toLowerCase()),
        read: (row: readonly string[]) => row[index],
      };
    });
  });
  const missing = REQUIRED.filter((field) => columns[field].length === 0);
  if (missing.length > 0) throw new MissingColumnsError(missing, names);
  return columns;
}

/** The members of objects: our own names where the mapping has no others. */
export function columnsOfObjects(mapping: ColumnMapping): FilmColumns<Readonly<Record<string, unknown>>> {
  return byField((field) =>
    (mapping[field] ?? [field]).map((name) => ({
      name,
      several: isList(field),
      read: (row) => (Object.hasOwn(row, name) ? row[name] : undefined),
    })),
  );
}

function recognised(column: string): FilmField | undefined {
  const name = column.toLowerCase();
  if (isFilmField(name)) return name;
  return NUMBERED_STAR.test(name) ? 'stars' : IMDB_COLUMNS[name];
}

function isFilmField(name: string): name is FilmField {
  return (FILM_FIELDS as readonly string[]).includes(name);
}

function isList(field: FilmField): boolean {
  return field === 'genres' || field === 'stars' || field === 'directors';
}

function byField<Row>(columnsOf: (field: FilmField) => FilmColumn<Row>[]): FilmColumns<Row> {
  return Object.fromEntries(
    FILM_FIELDS.map((field) => [field, columnsOf(field)]),
  ) as unknown as FilmColumns<Row>;
}
