import { columnsOfObjects } from './film-columns.js';
import { readFilm, type RowProblem, type StatedFilm } from './film-row.js';

const columns = columnsOfObjects({});
const ROW = {
  name: 'Heat',
  year: '1995',
  time: '170 min',
  imdb: '8.3',
  votes: '721,000',
  description: 'A thief and a detective.',
};

const read = (change: Record<string, unknown> = {}): StatedFilm | RowProblem[] =>
  readFilm({ ...ROW, ...change }, columns);

function facts(change: Record<string, unknown> = {}): StatedFilm['facts'] {
  const film = read(change);
  if (Array.isArray(film)) throw new Error(JSON.stringify(film));
  return film.facts;
}

function problem(change: Record<string, unknown>): string {
  const problems = read(change);
  if (!Array.isArray(problems) || problems.length !== 1)
    throw new Error(`One problem, not ${JSON.stringify(problems)}`);
  return `${problems[0]?.column ?? ''} ${problems[0]?.message ?? ''}`;
}

describe('A row', () => {
  it('becomes a film; what is left out has its default and is told apart', () => {
    expect(read()).toEqual({
      facts: {
        name: 'Heat',
        year: 1995,
        time: 170,
        imdb: 8.3,
        votes: 721000,
        metaScore: null,
        gross: null,
        description: 'A thief and a detective.',
        certification: 'Not rated',
        minAge: null,
        genres: [],
        stars: [],
        directors: [],
      },
      unstated: ['meta_score', 'gross', 'certification', 'min_age', 'genres', 'stars', 'directors'],
    });
    expect(read({ gross: '', stars: [], certification: ' ' })).toMatchObject({
      facts: { gross: null, stars: [], certification: 'Not rated' },
      unstated: ['meta_score', 'min_age', 'genres', 'directors'],
    });
  });

  it('may have numbers as numbers or as text, with commas between the thousands', () => {
    expect(facts({ year: 1995, time: '170', imdb: 8, votes: 2_000_000_000 })).toMatchObject({
      year: 1995,
      time: 170,
      imdb: 8,
      votes: 2_000_000_000,
    });
    expect(facts({ gross: '28,341,469.5', meta_score: 76.5, min_age: '17' })).toMatchObject({
      gross: 28341469.5,
      metaScore: 76.5,
      minAge: 17,
    });
  });

  it('takes numbers up to their limits', () => {
    const least = { year: 1870, time: 1, imdb: 0, votes: 0, meta_score: 0, gross: 0, min_age: 0 };
    const most = { year: 2100, time: 1500, imdb: 10, votes: 2e9, meta_score: 100, gross: 1e11, min_age: 21 };
    expect(facts(least)).toMatchObject({
      year: 1870,
      time: 1,
      imdb: 0,
      votes: 0,
      metaScore: 0,
      gross: 0,
      minAge: 0,
    });
    expect(facts(most)).toMatchObject({
      year: 2100,
      time: 1500,
      imdb: 10,
      votes: 2e9,
      metaScore: 100,
      gross: 1e11,
      minAge: 21,
    });
  });

  it.each([
    [{ year: '1869' }, 'year must be a year from 1870 to 2100, not "1869"'],
    [{ year: 'PG' }, 'year must be a year from 1870 to 2100, not "PG"'],
    [{ year: '' }, 'year must be a year from 1870 to 2100, and is empty'],
    [{ year: undefined }, 'year must be a year from 1870 to 2100, and is empty'],
    [{ year: null }, 'year must be a year from 1870 to 2100, and is empty'],
    [{ year: '1995.0' }, 'year must be a year from 1870 to 2100, not "1995.0"'],
    [{ year: true }, 'year must be text or a number'],
    [{ year: ['1995'] }, 'year must be text or a number'],
    [
      { time: '2 h' },
      'time must be a whole number of minutes from 1 to 1500, such as 142 or "142 min", not "2 h"',
    ],
    [
      { time: '1501' },
      'time must be a whole number of minutes from 1 to 1500, such as 142 or "142 min", not "1501"',
    ],
    [{ imdb: '8.25' }, 'imdb must be a number from 0 to 10 with at most one decimal, not "8.25"'],
    [{ imdb: '-1' }, 'imdb must be a number from 0 to 10 with at most one decimal, not "-1"'],
    [{ imdb: '8,3' }, 'imdb must be a number from 0 to 10 with at most one decimal, not "8,3"'],
    [{ imdb: Infinity }, 'imdb must be a number from 0 to 10 with at most one decimal, not "Infinity"'],
    [{ votes: '2000000001' }, 'votes must be a whole number from 0 to 2000000000, not "2000000001"'],
    [{ votes: '1e3' }, 'votes must be a whole number from 0 to 2000000000, not "1e3"'],
    [{ gross: '$5' }, 'gross must be an amount from 0 to 100000000000 with at most two decimals, not "$5"'],
    [
      { gross: '1.234' },
      'gross must be an amount from 0 to 100000000000 with at most two decimals, not "1.234"',
    ],
    [{ min_age: 22 }, 'min_age must be a whole number of years from 0 to 21, not "22"'],
    [{ name: ' ' }, 'name must not be empty'],
    [{ name: 'x'.repeat(251) }, 'name must have at most 250 characters'],
    [{ name: 'a\0b' }, 'name holds the NUL character'],
    [{ name: 'Am\uFFFDlie' }, 'name is not valid UTF-8 text: save the file as UTF-8'],
    [{ name: 'half \uD83D' }, 'name is not valid UTF-8 text: save the file as UTF-8'],
    [{ name: '\uFDFA'.repeat(250) }, 'name is made of too many compound signs'],
    [{ description: 'x'.repeat(10_001) }, 'description must have at most 10000 characters'],
    [
      { stars: ['Al Pacino', 'x'.repeat(101)] },
      `stars must have names of at most 100 characters, not "${'x'.repeat(40)}…"`,
    ],
    [{ stars: ['Al Pacino', 7, {}] }, 'stars must be text or a list of names'],
    [{ stars: { name: 'Al Pacino' } }, 'stars must be text or a list of names'],
    [{ genres: Array.from({ length: 21 }, (_, n) => `Genre ${n}`) }, 'genres must have at most 20 names'],
    [{ certification: ['R'] }, 'certification must be text or a number'],
    [
      { certification: '\uFDFA'.repeat(100) },
      `certification must have names of at most 100 characters, not "${'\uFDFA'.repeat(40)}…"`,
    ],
  ])('with %j is refused', (change, message) => {
    expect(problem(change)).toBe(message);
  });

  it('is refused with everything that is wrong in it', () => {
    const problems = read({ year: 'x', imdb: 11, stars: 'a\0' });
    expect(problems).toMatchObject([{ column: 'year' }, { column: 'imdb' }, { column: 'stars' }]);
  });

  it('is trimmed, and counts characters, not their halves', () => {
    expect(facts({ name: '\t Heat\u00a0\n' }).name).toBe('Heat');
    expect(facts({ name: '😀'.repeat(250) }).name).toHaveLength(500);
    expect(problem({ name: '😀'.repeat(251) })).toBe('name must have at most 250 characters');
    expect(facts({ certification: '😀'.repeat(100) }).certification).toHaveLength(200);
  });

  it('names several genres, stars or directors in a list or with | or commas between them, each once', () => {
    expect(facts({ genres: 'Crime, Drama,,crime ' }).genres).toEqual(['Crime', 'Drama']);
    expect(facts({ stars: 'Sammy Davis, Jr.|Dean Martin' }).stars).toEqual([
      'Sammy Davis, Jr.',
      'Dean Martin',
    ]);
    expect(facts({ directors: [' Joel Coen ', 'JOEL COEN', 'Ethan Coen', null] }).directors).toEqual([
      'Joel Coen',
      'Ethan Coen',
    ]);
  });
});
