const words = (text: string): string[] => text.trim().split(/\s+/);

const FIRST_NAMES = words(`
  James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica
  Thomas Karen Charles Sarah Daniel Lisa Matthew Nancy Anthony Sandra Mark Ashley Steven Emily Andrew Kimberly Paul Margaret
  Joshua Donna Kenneth Michelle Kevin Carol Brian Amanda George Melissa Timothy Deborah Ronald Stephanie Jason Rebecca
  Edward Laura Jeffrey Helen Ryan Sharon Jacob Cynthia Gary Kathleen Nicholas Amy Eric Angela Jonathan Anna Stephen Ruth
  Larry Brenda Justin Pamela Scott Nicole Brandon Katherine Benjamin Samantha Samuel Christine Gregory Catherine Frank
  Virginia Raymond Debra Patrick Rachel Jack Janet Dennis Carolyn Jerry Maria Tyler Heather Aaron Diane José Julie Adam
  Joyce Henry Victoria Nathan Kelly Douglas Christina Zachary Joan Peter Evelyn Kyle Judith Walter Andrea Ethan Hannah
  Jeremy Cheryl Harold Megan Keith Martha Christian Renée Roger Zoë Noah Chloé Gerald Inés Carl Beatriz Sofía Arthur
  André Björn Søren Łukasz Jürgen François Giulia Luca Matteo Chiara Akira Yuki Haruki Ming Wei Raj Priya Anil Deepa Omar
  Layla Yusuf Fatima Olena Taras Ivan Natalia Dmitri Irina Viktor Marta Pablo Lucía Diego Elena Hugo Camille Étienne Anaïs
`);

const LAST_STARTS = words(`
  Ash Bar Bell Black Brad Brook Bur Carl Clay Col Craw Dal Dar Dun East El Fair Far Fitz Gar Glen Good Gray Green Hal Ham
  Hart Haw Hol Hun Kirk Lan Lind Long Mar Mil Mor New Nor Oak Old Pal Par Pres Rad Rich Rock Ros Rus Sand Shel Stan Sten
  Sum Thorn Tor Under Val Van Wal War Wes White Wil Win Wood York Åker Mül Bjørk Ørst Gonz Rodr Fern Mart Sanch Ramir Kov
  Novak Petr Ivan Shev Bond Tan Yama Naka Suzu Koba Sing Chan Gup Bose Okon Ade Mbe
`);
const LAST_ENDS = words(
  'man ley son ton ford wood berg stein well field ham worth er burn by den gate hurst land low mere more shaw stone wick ez ov enko ski ini',
);

const LAST_NAMES = LAST_STARTS.flatMap((start) => LAST_ENDS.map((end) => `${start}${end}`));
const INITIALS = 'ABCDEFGHJKLMNPRSTW';

/** Names out of a pool that has no end: `personAt(pool, n)` is the n-th of it, always the same. */
export function personAt(n: number): string {
  const first = FIRST_NAMES[n % FIRST_NAMES.length] ?? '';
  const rest = Math.floor(n / FIRST_NAMES.length);
  const last = LAST_NAMES[(n * 7919 + rest) % LAST_NAMES.length] ?? '';
  const round = Math.floor(rest / LAST_NAMES.length);
  return round === 0 ? `${first} ${last}` : `${first} ${INITIALS[round % INITIALS.length] ?? ''}. ${last}`;
}
