import { isOnSale, toMovieResponse } from './movie.mapper.js';
import type { MovieRow } from './movie-rows.repository.js';

const NOON = new Date('2026-03-02T12:00:00Z');
const BEFORE = new Date(NOON.getTime() - 1);
const AFTER = new Date(NOON.getTime() + 1);

describe('a film is on sale', () => {
  it.each([
    ['always', null, null, true],
    ['from the very moment', NOON, null, true],
    ['not before it', AFTER, null, false],
    ['until just before the end', null, AFTER, true],
    ['not at the end', null, NOON, false],
    ['not after the end', null, BEFORE, false],
    ['between the two', BEFORE, AFTER, true],
    ['not between the end of one and the start of the next', AFTER, AFTER, false],
  ])('%s', (_, sale_from, sale_until, expected) => {
    expect(isOnSale({ withdrawn: false, sale_from, sale_until }, NOON)).toBe(expected);
    expect(isOnSale({ withdrawn: true, sale_from, sale_until }, NOON)).toBe(false);
  });
});

describe('toMovieResponse', () => {
  const row: MovieRow = {
    id: 7,
    uuid: '0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11',
    name: 'Heat',
    year: 1995,
    time: 170,
    imdb: 8.3,
    votes: 721_000,
    meta_score: null,
    gross: 67_436_818,
    description: 'A thief and a policeman.',
    price: '9.90',
    certification_id: 3,
    certification_name: 'R',
    min_age: 17,
    genres: [{ id: 1, name: 'Crime' }],
    stars: null,
    directors: null,
    poster: null,
    withdrawn: false,
    sale_from: null,
    sale_until: NOON,
    countries: ['DE'],
    average_rating: 0,
    rating_count: 0,
    likes: 1,
    dislikes: 2,
    comment_count: 3,
    created_at: BEFORE,
    updated_at: NOON,
  };

  it('shows the film, and not its number', () => {
    const hidden = ['id', 'certification_id', 'certification_name'];
    const shown = Object.fromEntries(Object.entries(row).filter(([name]) => !hidden.includes(name)));

    expect(toMovieResponse(row, 'eur', BEFORE)).toEqual({
      ...shown,
      currency: 'eur',
      certification: { id: 3, name: 'R' },
      stars: [],
      directors: [],
      on_sale: true,
      sale_until: '2026-03-02T12:00:00.000Z',
      average_rating: null,
      created_at: '2026-03-02T11:59:59.999Z',
      updated_at: '2026-03-02T12:00:00.000Z',
    });
    expect(toMovieResponse(row, 'eur', NOON).on_sale).toBe(false);
  });

  it('has an average only of ratings that exist', () => {
    expect(toMovieResponse({ ...row, rating_count: 2, average_rating: 4.5 }, 'usd', NOON)).toMatchObject({
      rating_count: 2,
      average_rating: 4.5,
    });
  });
});
