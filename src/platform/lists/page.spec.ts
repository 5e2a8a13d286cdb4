import { type Page, toPage } from './page.js';

const MARKS = { previous: 'back', next: 'on' };
const page = (number: number, total: number, url = '/movies'): Page<number> =>
  toPage([], { page: number, per_page: 10 }, total, url, MARKS);

describe('a page', () => {
  it.each([
    [1, 0, 0],
    [1, 1, 1],
    [1, 10, 1],
    [1, 11, 2],
    [3, 21, 3],
  ])('%i of %i items tells of %i pages', (number, total, pages) => {
    expect(page(number, total)).toMatchObject({
      page: number,
      per_page: 10,
      total_items: total,
      total_pages: pages,
    });
  });

  it.each([
    ['alone', 1, 10, null, null],
    ['of nothing', 1, 0, null, null],
    ['first', 1, 30, null, '/movies?page=2&bookmark=on'],
    ['second', 2, 30, '/movies?page=1', '/movies?page=3&bookmark=on'],
    ['last', 3, 30, '/movies?page=2&bookmark=back', null],
    ['just beyond the end', 4, 30, '/movies?page=3', null],
    ['far beyond the end', 1_000_000, 30, '/movies?page=3', null],
    ['beyond the end of nothing', 7, 0, null, null],
  ])('that is %s leads on from there', (_, number, total, previous, next) => {
    expect(page(number, total)).toMatchObject({ prev_page: previous, next_page: next });
  });

  it('keeps every filter in its links, but not the old bookmark', () => {
    const { next_page: next } = page(2, 30, '/movies?genre=a%26b&bookmark=old&genre=c&page=2&q=who?what%3F+');

    const [path, query] = next?.split('?') ?? [];
    const parameters = new URLSearchParams(query);
    expect(path).toBe('/movies');
    expect(parameters.getAll('genre')).toEqual(['a&b', 'c']);
    expect(parameters.getAll('bookmark')).toEqual(['on']);
    expect(parameters.getAll('page')).toEqual(['3']);
    expect(parameters.get('q')).toBe('who?what? ');
  });

  it('counts pages where there are no bookmarks', () => {
    const list = toPage([1], { page: 3, per_page: 1 }, 9, '/movies?bookmark=old');

    expect(list).toMatchObject({ items: [1], prev_page: '/movies?page=2', next_page: '/movies?page=4' });
  });
});
