import { InvalidFieldsError } from '../errors/index.js';
import { parseSort, type SortColumn } from './sort.js';

const COLUMNS: Readonly<Record<string, SortColumn>> = {
  name: { sql: 't.name', type: 'text' },
  year: { sql: 't.year', type: 'integer' },
  price: { sql: 't.price', type: 'numeric' },
  votes: { sql: 't.votes', type: 'integer' },
  imdb: { sql: 't.imdb', type: 'numeric' },
};

describe('parseSort', () => {
  it('reads fields in order, - in front for descending', () => {
    expect(parseSort('-year, name', COLUMNS)).toEqual([
      { name: 'year', sql: 't.year', type: 'integer', descending: true },
      { name: 'name', sql: 't.name', type: 'text', descending: false },
    ]);
  });

  it('takes four fields and no more', () => {
    expect(parseSort('name,year,price,-votes', COLUMNS)).toHaveLength(4);
    expect(() => parseSort('name,year,price,votes,imdb', COLUMNS)).toThrow(
      'sort takes at most 4 different fields.',
    );
  });

  it.each(['year,year', 'year,-year'])('takes a field once (%s)', (sort) => {
    expect(() => parseSort(sort, COLUMNS)).toThrow(InvalidFieldsError);
  });

  it.each(['', '-', 'Name', '--year', 'year,', 'constructor', '__proto__', 't.name', 'name;', 'name desc'])(
    'does not know %j and says what it knows',
    (sort) => {
      expect(() => parseSort(sort, COLUMNS)).toThrow(InvalidFieldsError);
      expect(() => parseSort(sort, COLUMNS)).toThrow(
        'allowed are name, year, price, votes, imdb, each with - in front',
      );
    },
  );
});
