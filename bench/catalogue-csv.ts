import { type MadeUpFilm, madeUpFilm } from './made-up-film.js';
import { Random } from './random.js';

const COLUMNS =
  'Poster_Link,Series_Title,Released_Year,Certificate,Runtime,Genre,IMDB_Rating,Overview,Meta_score,Director,Star1,Star2,Star3,Star4,No_of_Votes,Gross';
const CHUNK = 1 << 18;
const NEEDS_QUOTES = /[",\n\r]/;

/**
 * A made-up catalogue as CSV with the columns of IMDb's lists, in pieces of some hundred kilobytes. The same seed and
 * number of films give the same bytes. No two films share title, year and running time.
 */
export function* generateCatalogue(films: number, seed: number): Generator<string> {
  const random = new Random(seed);
  const people = Math.max(40, Math.round(films * 0.6));
  const known = new Set<string>();
  let text = `${COLUMNS}\n`;
  for (let made = 0; made < films;) {
    const film = madeUpFilm(random, people);
    const key = `${film.title}|${film.year}|${film.minutes}`;
    if (known.has(key)) continue;
    known.add(key);
    made += 1;
    text += row(film, made);
    if (text.length >= CHUNK) {
      yield text;
      text = '';
    }
  }
  yield text;
}

function row(film: MadeUpFilm, number: number): string {
  const values = [
    `https://images.example.com/posters/${number}.jpg`,
    film.title,
    film.year,
    film.certificate,
    `${film.minutes} min`,
    quoted(film.genres.join(', ')),
    film.rating,
    quoted(film.overview),
    film.metaScore,
    film.director,
    ...film.stars,
    film.votes,
    quoted(film.gross),
  ];
  return `${values.join(',')}\n`;
}

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
