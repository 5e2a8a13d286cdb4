/** Text in Telegram's HTML. It is made by `rich` alone, so that nobody's name becomes a part of it that was not meant. */
export class Html {
  /** @param source for those who make it here; everybody else writes rich`…` */
  constructor(readonly source: string) {}
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const NO_SPACE = '\u200b';
/** Signs that turn the direction of what follows, and those that nobody sees. */
const UNSEEN = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;

/**
 * Words of ours with values in them. Texts are escaped, put on one line, and kept from being taken for addresses, mentions or
 * commands, of which programs make links.
 */
export function rich(words: TemplateStringsArray, ...values: readonly (string | number | Html)[]): Html {
  return new Html(
    words.map((text, at) => text + (at < values.length ? sourceOf(values[at] ?? '') : '')).join(''),
  );
}

/** Pieces with something between them. */
export function joined(pieces: readonly Html[], between = '\n'): Html {
  return new Html(pieces.map(({ source }) => source).join(between));
}

/** Words that lead to an address of ours. */
export function link(url: string, words: string): Html {
  return new Html(`<a href="${escaped(url)}">${escaped(words)}</a>`);
}

/** A text that is cut where it is longer. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

function sourceOf(value: string | number | Html): string {
  if (value instanceof Html) return value.source;
  return escaped(harmless(String(value)));
}

function harmless(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(UNSEEN, '')
    .replace(/:(?=\/\/)|[.@](?=[\p{L}\p{N}])|(?<![\p{L}\p{N}])[/#$](?=[\p{L}\p{N}])/gu, `$&${NO_SPACE}`);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}
