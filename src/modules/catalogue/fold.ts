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
const SPACES = /\s+/gu;

/** Text with case, accents and extra space taken away: what names are compared and sorted by. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  const plain = PLAIN.test(lower)
    ? lower
    : lower
        .normalize('NFKD')
        .toLowerCase()
        .replace(MARKS, '')
        .replace(SPECIAL, (letter) => LIGATURES[letter] ?? letter);
  return plain.replace(SPACES, ' ').trim();
}
