import { badRequest } from './api-error.js';

/** A run of text, and how it is shown. */
export interface Piece {
  readonly text: string;
  /** Of Telegram's kinds: `bold`, `code`, … */
  readonly kinds: readonly string[];
  /** Where it leads. */
  readonly link: string | undefined;
}

interface OpenTag {
  readonly name: string;
  readonly kind: string;
  readonly link: string | undefined;
}

const KINDS: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  'tg-spoiler': 'spoiler',
  a: 'text_link',
};
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const TOKEN = /<(\/?)([a-z-]+)(?:\s+href="([^"]*)")?\s*>|&(lt|gt|amp|quot);|([^<&]+)|([<&])/giy;

/**
 * Reads Telegram's HTML as strictly as Telegram does.
 * @throws ApiError for tags that it does not know, or that are not closed
 */
export function parseHtml(source: string): Piece[] {
  const pieces: Piece[] = [];
  const open: OpenTag[] = [];
  for (const [, slash, name, href, entity, text, stray] of source.matchAll(TOKEN)) {
    if (name !== undefined) {
      if (slash === '/') close(open, name.toLowerCase());
      else open.push(tagOf(name.toLowerCase(), href));
      continue;
    }
    if (stray === '<') throw unreadable('Unsupported start tag');
    const said = text ?? stray ?? NAMED[(entity ?? '').toLowerCase()] ?? '';
    pieces.push({
      text: said,
      kinds: open.map(({ kind }) => kind),
      link: open.findLast(({ link }) => link !== undefined)?.link,
    });
  }
  const [left] = open;
  if (left) throw unreadable(`Can't find end tag corresponding to start tag "${left.name}"`);
  return pieces;
}

/** What is read of it. */
export function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}

/** Where in the text which kind begins, in UTF-16 units. */
export function entitiesOf(pieces: readonly Piece[]): object[] {
  let offset = 0;
  return pieces.flatMap(({ text, kinds, link }) => {
    const entities = kinds.map((type) => ({
      type,
      offset,
      length: text.length,
      ...(type === 'text_link' ? { url: link } : {}),
    }));
    offset += text.length;
    return entities;
  });
}

function tagOf(name: string, href: string | undefined): OpenTag {
  const kind = KINDS[name];
  if (kind === undefined) throw unreadable(`Unsupported start tag "${name}"`);
  const link = href === undefined ? undefined : textOf(parseHtml(href));
  return { name, kind, link: name === 'a' ? link : undefined };
}

function close(open: OpenTag[], name: string): void {
  const last = open.pop();
  if (last?.name !== name) throw unreadable(`Unmatched end tag "${name}"`);
}

function unreadable(why: string): Error {
  return badRequest(`can't parse entities: ${why}`);
}
