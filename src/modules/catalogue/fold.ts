/** Letters that Unicode does not take apart into a base letter and a mark, and the sigma that ends words. */
const LIGATURES: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ŋ: 'n',
  ς: 'σ',
};
const PLAIN = /^[\u0020-\u007e]*$/;
const MARKS = /\p{M}+/gu;
const SPECIAL = /[ßæœøđðþłıŋς]/g;
const SPACES = /\s\s+|[^\S ]/gu;

/** Whether a text has none but the printable characters of ASCII. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

/** Text with case, accents and extra space taken away: what names are compared and sorted by. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  const plain = isPlain(lower)
    ? lower
    : lower
        .normalize('NFKD')
        .toLowerCase()
        .replace(MARKS, '')
        .replace(SPECIAL, (letter) => LIGATURES[letter] ?? letter);
  return plain.replace(SPACES, ' ').trim();
}

/** Some signs fold to a dozen letters; what is left must fit into the columns and indexes that sort by it. */
const MAX_FOLDED_BYTES = { title: 2_000, term: 400 };

/** Whether the name of a film, or of a genre, star, director or certification, is short enough when it is folded. */
export function fitsFolded(name: string, kind: keyof typeof MAX_FOLDED_BYTES): boolean {
  return isPlain(name) || Buffer.byteLength(fold(name)) <= MAX_FOLDED_BYTES[kind];
}
