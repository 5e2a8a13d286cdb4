import {
  ColumnMappingError,
  columnsOfObjects,
  columnsOfTable,
  FILM_FIELDS,
  MissingColumnsError,
  parseColumnMapping,
} from './film-columns.js';

const IMDB =
  'Poster_Link,Series_Title,Released_Year,Certificate,Runtime,Genre,IMDB_Rating,Overview,Meta_score,Director,Star1,Star2,Star3,Star4,No_of_Votes,Gross'.split(
    ',',
  );
const REQUIRED = ['name', 'year', 'time', 'imdb', 'votes', 'description'];

const namesOf = (header: readonly string[], mapping = {}): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(columnsOfTable(header, mapping)).map(([field, columns]) => [
      field,
      columns.map((column) => column.name),
    ]),
  );

describe('Columns of a table', () => {
  it("are recognised by the names of IMDb's lists", () => {
    expect(namesOf(IMDB)).toEqual({
      name: ['Series_Title'],
      year: ['Released_Year'],
      time: ['Runtime'],
      imdb: ['IMDB_Rating'],
      votes: ['No_of_Votes'],
      meta_score: ['Meta_score'],
      gross: ['Gross'],
      description: ['Overview'],
      certification: ['Certificate'],
      min_age: [],
      genres: ['Genre'],
      stars: ['Star1', 'Star2', 'Star3', 'Star4'],
      directors: ['Director'],
    });
  });

  it('are recognised by our names, whatever their case and the space around them', () => {
    const header = FILM_FIELDS.map((field) => ` ${field.toUpperCase()} `);
    expect(Object.values(namesOf(header))).toEqual(FILM_FIELDS.map((field) => [field.toUpperCase()]));
  });

  it('can be named by a mapping, in its order; the rest is recognised', () => {
    const header = [...REQUIRED.filter((field) => field !== 'name'), 'Star1', 'Second', 'Title', 'First'];
    const names = namesOf(header, { name: ['Title'], stars: ['First', 'Second'] });
    expect(names).toMatchObject({ name: ['Title'], stars: ['First', 'Second'], year: ['year'] });
  });

  it('hold several names each, but for numbered stars', () => {
    const columns = columnsOfTable([...IMDB, 'stars'], {});
    expect(columns.stars.map((column) => column.several)).toEqual([false, false, false, false, true]);
    expect(columns.genres[0]?.several).toBe(true);
  });

  it('that are missing are named, together with those that were found', () => {
    const read = () => columnsOfTable(['Series_Title', 'Jahr', 'Runtime'], {});
    expect(read).toThrow(MissingColumnsError);
    expect(read).toThrow(/missing: year, imdb, votes, description\..*: Series_Title, Jahr, Runtime\./);
    expect(() => columnsOfTable(IMDB, { name: ['Title'] })).toThrow(/missing: Title\./);
  });
});

describe('Columns of objects', () => {
  it('are members of our own names, or those of the mapping', () => {
    const { name, stars } = columnsOfObjects({ name: ['title'] });
    expect(name[0]?.read({ title: 'Heat', name: 'Cold' })).toBe('Heat');
    expect(stars[0]?.read({ stars: ['Al Pacino'] })).toEqual(['Al Pacino']);
    expect(
      stars[0]?.read(Object.create({ stars: ['inherited'] }) as Record<string, unknown>),
    ).toBeUndefined();
  });
});

describe('A mapping', () => {
  it('names a column for a field, or several for a list', () => {
    expect(parseColumnMapping('{"name": "Title", "stars": ["A", "B"]}')).toEqual({
      name: ['Title'],
      stars: ['A', 'B'],
    });
    expect(parseColumnMapping('{}')).toEqual({});
  });

  it.each([
    ['{', 'not valid JSON'],
    ['["name"]', 'must be a JSON object'],
    ['null', 'must be a JSON object'],
    ['{"title": "Title"}', 'does not know the field "title"; known are name, year'],
    ['{"price": "Price"}', 'does not know the field "price"'],
    ['{"__proto__": "Title"}', 'does not know the field'],
    ['{"name": 1}', 'must name a column of the file for name'],
    ['{"name": ""}', 'must name a column of the file for name'],
    ['{"stars": []}', 'must name a column of the file for stars'],
    ['{"name": ["A", "B"]}', 'can name one column only for name'],
  ])('%s is refused', (json, reason) => {
    expect(() => parseColumnMapping(json)).toThrow(ColumnMappingError);
    expect(() => parseColumnMapping(json)).toThrow(reason);
  });
});
