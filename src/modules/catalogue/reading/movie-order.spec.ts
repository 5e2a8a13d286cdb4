import { InvalidFieldsError } from '../../../platform/errors/index.js';
import { movieOrder, needsStats } from './movie-order.js';

describe('movieOrder', () => {
  it('is the newest first, or the best match where there is a search', () => {
    expect(movieOrder(undefined, false)).toMatchObject([{ name: 'created_at', descending: true }]);
    expect(movieOrder(undefined, true)).toBeUndefined();
  });

  it('is what the client wants, searching or not', () => {
    const wanted = [
      { name: 'year', descending: true },
      { name: 'name', descending: false },
    ];

    expect(movieOrder('-year,name', false)).toMatchObject(wanted);
    expect(movieOrder('-year,name', true)).toMatchObject(wanted);
  });

  it('is the best match where the client says so', () => {
    expect(movieOrder('relevance', true)).toBeUndefined();
  });

  it.each([
    ['relevance', false, 'sort relevance needs a search: give q as well.'],
    ['relevance,year', false, 'sort relevance needs a search: give q as well.'],
    ['relevance,year', true, 'sort relevance stands alone.'],
    ['year,relevance', true, 'sort relevance stands alone.'],
  ])('refuses %s (searching: %s)', (sort, searching, message) => {
    expect(() => movieOrder(sort, searching)).toThrow(InvalidFieldsError);
    expect(() => movieOrder(sort, searching)).toThrow(message);
  });

  it('names the fields there are', () => {
    expect(() => movieOrder('sales', false)).toThrow(
      'allowed are name, year, imdb, votes, price, created_at, popularity, rating, relevance',
    );
  });
});

it.each([
  ['year,-name', false],
  ['popularity', true],
  ['year,-rating', true],
])('needs the counters for %s: %s', (sort, expected) => {
  expect(needsStats(movieOrder(sort, false) ?? [])).toBe(expected);
});
