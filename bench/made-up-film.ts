import { personAt } from './people.js';
import { type Random, Weighted } from './random.js';
import { LINKS, TITLE_WORDS, VOCABULARY } from './vocabulary.js';

const GENRES = new Weighted<string>([
  ['Drama', 280],
  ['Comedy', 170],
  ['Thriller', 80],
  ['Romance', 75],
  ['Action', 75],
  ['Horror', 60],
  ['Crime', 55],
  ['Adventure', 45],
  ['Mystery', 30],
  ['Family', 30],
  ['Fantasy', 25],
  ['Sci-Fi', 25],
  ['Biography', 20],
  ['Animation', 20],
  ['History', 15],
  ['Music', 15],
  ['War', 13],
  ['Musical', 10],
  ['Western', 10],
  ['Sport', 9],
  ['Documentary', 6],
  ['Film-Noir', 2],
]);
const CERTIFICATES = new Weighted<string>([
  ['R', 30],
  ['PG-13', 18],
  ['PG', 13],
  ['', 10],
  ['U', 8],
  ['A', 7],
  ['UA', 6],
  ['G', 4],
  ['Approved', 2],
  ['Passed', 2],
]);
const GENRE_COUNTS = new Weighted([
  [1, 25],
  [2, 35],
  [3, 40],
] as const);
const FEWEST_VOTES = 20;
const MOST_VOTES = 2_500_000;
/** The share of films with at least v votes falls as v to the power of minus this. */
const VOTES_EXPONENT = 0.6;
const VOTES_RANGE = 1 - (FEWEST_VOTES / MOST_VOTES) ** VOTES_EXPONENT;

/** A made-up film, column by column as in lists of films on IMDb. */
export interface MadeUpFilm {
  readonly title: string;
  readonly year: number;
  readonly certificate: string;
  readonly minutes: number;
  readonly genres: readonly string[];
  readonly rating: string;
  readonly overview: string;
  readonly metaScore: string;
  readonly director: string;
  readonly stars: readonly string[];
  readonly votes: number;
  /** Dollars with commas between the thousands, or empty. */
  readonly gross: string;
}

/**
 * Makes up one film.
 * @param people how many stars the catalogue has; there is a director for every three of them
 */
export function madeUpFilm(random: Random, people: number): MadeUpFilm {
  const votes = madeUpVotes(random);
  return {
    title: madeUpTitle(random),
    year: 2024 - Math.floor(105 * random.next() ** 2.2),
    certificate: CERTIFICATES.pick(random),
    minutes: Math.round(68 + 30 * (random.next() + random.next() + random.next())),
    genres: distinct(GENRE_COUNTS.pick(random), () => GENRES.pick(random)),
    rating: (2.4 + 2.4 * (random.next() + random.next() + random.next())).toFixed(1),
    overview: madeUpSentence(random),
    metaScore: random.chance(0.4) ? String(random.whole(12, 97)) : '',
    director: personAt(Math.floor((people / 3) * random.next() ** 2) * 3),
    stars: distinct(4, () => personAt(Math.floor(people * random.next() ** 2))),
    votes,
    gross: random.chance(0.35) ? withCommas(Math.round(votes * random.next() * 400 + 900)) : '',
  };
}

function withCommas(amount: number): string {
  return String(amount).replace(/\B(?=(\d{3})+$)/g, ',');
}

function madeUpVotes(random: Random): number {
  return Math.floor(FEWEST_VOTES * (1 - random.next() * VOTES_RANGE) ** (-1 / VOTES_EXPONENT));
}

function madeUpTitle(random: Random): string {
  const count = random.whole(1, 5);
  let title = '';
  for (let place = 0; place < count; place += 1) {
    const isLink = place > 0 && place < count - 1 && random.chance(0.4);
    const word = isLink ? random.pick(LINKS, 2) : capitalized(random.pick(TITLE_WORDS, 1.3));
    title = place === 0 ? word : `${title} ${word}`;
  }
  return title;
}

function madeUpSentence(random: Random): string {
  const count = random.whole(12, 30);
  let sentence = capitalized(random.pick(LINKS, 2));
  for (let place = 1; place < count; place += 1) {
    const word = random.chance(0.3) ? random.pick(LINKS, 2) : random.pick(VOCABULARY, 2);
    sentence += place % 11 === 10 ? `, ${word}` : ` ${word}`;
  }
  return `${sentence}.`;
}

function distinct<Item>(count: number, make: () => Item): Item[] {
  const made = new Set<Item>();
  while (made.size < count) made.add(make());
  return [...made];
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
