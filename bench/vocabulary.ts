const words = (text: string): string[] => text.trim().split(/\s+/);

const NOUNS = words(`
  night river shadow garden mountain winter summer harbor island letter mirror castle bridge forest ocean desert window
  soldier doctor teacher painter singer dancer sailor hunter farmer baker captain queen king prince widow orphan stranger
  brother sister mother father daughter son cousin neighbor thief judge lawyer detective reporter pilot driver clown ghost
  wolf raven tiger horse eagle dragon serpent lion fox bear rose lily orchid thunder storm lightning silence whisper echo
  promise secret memory dream journey voyage battle war treaty kingdom empire village city street market station train
  engine machine robot planet comet galaxy moon sun star sky cloud rain snow fire flame ember stone iron silver gold copper
  diamond crystal knife sword pistol bullet arrow shield crown throne mask costume theater circus carnival orchestra violin
  piano guitar drum melody chorus symphony dance waltz picture camera portrait canvas novel poem diary newspaper telegram
  kitchen bakery tavern hotel palace prison hospital school church temple cathedral cemetery lighthouse museum library
  factory workshop laboratory office bank treasure fortune debt wager gamble contract heir will testament murder robbery
  kidnapping trial verdict sentence escape pursuit rescue betrayal revenge justice mercy honor courage fear anger sorrow joy
  love passion jealousy friendship rivalry marriage wedding divorce funeral birth childhood youth age century decade hour
  minute morning evening midnight dawn dusk twilight horizon border frontier valley canyon cliff beach shore coast wave tide
  anchor vessel ship boat canoe caravan carriage highway road path tunnel cave labyrinth tower fortress rampart gate door
  key lock chain rope ladder stair roof cellar attic chamber corridor experiment formula cure plague fever virus signal code
  cipher puzzle riddle clue evidence witness suspect alibi conspiracy scandal rumor legend myth prophecy curse spell potion
  wizard witch vampire monster giant angel demon saint pilgrim monk priest prophet rebel outlaw sheriff marshal cowboy
  gangster spy agent assassin veteran general colonel sergeant recruit prisoner refugee immigrant traveler passenger tourist
`);

const VERBS = words(`
  discover follow betray rescue protect remember abandon return search fight escape marry haunt chase destroy rebuild
  uncover confront survive inherit steal hide reveal challenge defend explore conquer embrace forgive investigate pretend
  believe travel wander gather answer threaten awaken surrender master question observe deliver reclaim collect transform
  befriend outwit convince persuade accuse suspect kidnap attack besiege invade liberate negotiate gamble borrow repay
  recover expose record perform rehearse compose paint photograph invent design construct repair restore launch navigate
  sail land crash burn freeze flood shelter cherish mourn celebrate worship curse summon banish imprison sentence condemn
`);

const ADJECTIVES = words(`
  silent golden broken hidden lonely ancient crimson distant fearless forgotten frozen gentle haunted innocent invisible
  legendary lost magnificent mysterious perfect quiet ruthless sacred savage scarlet secret sleepless strange sudden wicked
  young brave bitter bold brilliant careless charming clever clumsy cruel curious daring desperate devoted eccentric elegant
  eternal faithful famous fatal fierce final foolish fragile furious generous gifted graceful grieving guilty honest humble
  impossible infinite jealous joyful last loyal mad merciless modest naive nameless noble notorious obsessed ordinary pale
  patient peculiar proud quick reckless reluctant restless rich rival romantic royal shy simple sinister stubborn suspicious
  tender terrible timid tired unlikely violent weary wealthy wild wise wounded
`);

const COMPOUND_HEADS = words(
  'moon sun star night day fire snow rain storm thunder river sea wood stone iron wolf blood dream shadow wind',
);
const COMPOUND_TAILS = words(
  'light fall field rider keeper walker hunter song bird maker catcher bound ward side stone gate water child town land',
);

/** Small words that titles and sentences are joined with. */
export const LINKS = words(
  'the a of and in to with from for under beyond against after before between without at on by',
);

/** English plurals, roughly. */
function plural(noun: string): string {
  if (/(s|x|ch|sh)$/.test(noun)) return `${noun}es`;
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

function inflections(verb: string): string[] {
  const stem = verb.replace(/e$/, '');
  const past = /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${stem}ed`;
  return [verb, plural(verb), `${stem}ing`, past];
}

function derived(adjective: string): string[] {
  const stem = adjective.replace(/y$/, 'i');
  return [adjective.endsWith('le') ? adjective.replace(/e$/, 'y') : `${stem}ly`, `${stem}ness`];
}

/** Some thousand English words, none twice, the common ones first. */
export const VOCABULARY: readonly string[] = [
  ...new Set([
    ...mixed([NOUNS, NOUNS.map(plural), VERBS.flatMap(inflections), ADJECTIVES]),
    ...mixed([
      ADJECTIVES.flatMap(derived),
      COMPOUND_HEADS.flatMap((head) => COMPOUND_TAILS.map((tail) => `${head}${tail}`)),
      NOUNS.flatMap((noun) => [`${noun}like`, `${noun}less`]),
    ]),
  ]),
];

/** Words that begin titles well. */
export const TITLE_WORDS: readonly string[] = mixed([
  NOUNS,
  ADJECTIVES,
  NOUNS.map(plural),
  VERBS.map((verb) => `${verb.replace(/e$/, '')}ing`),
]);

/** Takes from each list in turn, as far into it as into the others. */
function mixed(lists: readonly (readonly string[])[]): string[] {
  const placed = lists.flatMap((list) => list.map((word, index) => ({ word, place: index / list.length })));
  return [...new Set(placed.sort((one, other) => one.place - other.place).map((entry) => entry.word))];
}
