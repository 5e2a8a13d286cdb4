import { madeUpFilm } from './made-up-film.js';
import { Random } from './random.js';

const COUNT = 3_000;

/**
 * What people type, drawn from the films of the catalogue with this seed: the beginning of a title (30%), one word of a title
 * (15%), a person (20%), the first letters of a title (15%), a title's word with a letter missing (10%), a word of a
 * description (10%).
 */
export function searches(seed: number): string[] {
  const films = new Random(seed);
  const choice = new Random(seed + 1);
  return Array.from({ length: COUNT }, () => {
    const film = madeUpFilm(films, 60_000);
    const title = film.title.split(' ');
    const pick = (words: readonly string[]): string => words[Math.floor(choice.next() * words.length)] ?? '';
    const kind = choice.next();
    if (kind < 0.3) return title.slice(0, 2).join(' ');
    if (kind < 0.45) return pick(title);
    if (kind < 0.65) return pick([...film.stars, film.director]);
    if (kind < 0.8) return (title[0] ?? '').slice(0, 3 + Math.floor(choice.next() * 2));
    if (kind < 0.9) return withoutLetter([...title].sort((a, b) => b.length - a.length)[0] ?? '');
    return pick(film.overview.split(/[ ,.]+/).filter((word) => word !== ''));
  });
}

function withoutLetter(word: string): string {
  return word.slice(0, 2) + word.slice(3);
}
