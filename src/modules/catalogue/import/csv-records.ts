/** A row of a table, or why it could not be taken apart. */
export interface CsvRecord {
  /** The line of the file, counted from 1, in which the row begins. */
  readonly line: number;
  readonly values: readonly string[];
  /** What is wrong; the values are those before the fault, which lies in the column after them. */
  readonly problem?: string;
}

const COMMA = 44;
const QUOTE = 34;
const LF = 10;
const CR = 13;
const LINE_BREAK = /\r\n?|\n/g;
/** No film takes this much; a row that seems to is one whose quote is never closed. */
const MAX_RECORD = 200_000;

/** A row taken apart, and where the next one begins. */
interface Scanned {
  readonly values: string[];
  readonly problem?: string;
  readonly next: number;
}

/**
 * Takes CSV (RFC 4180) apart as it comes, piece by piece: commas, quotes that are doubled inside quotes, any mixture of
 * line ends. A row with a broken quote is reported, and reading goes on with the next line of the file, so that no other row is
 * lost with it.
 */
export class CsvReader {
  private text = '';
  private heldBack = '';
  private line = 1;
  /** The rest of a line that is too long to keep is passed over. */
  private skipping = false;

  /** The rows that are complete with this piece of text. */
  push(piece: string): CsvRecord[] {
    const added = this.heldBack + piece;
    // The other half of this line end may come with the next piece.
    this.heldBack = added.endsWith('\r') ? '\r' : '';
    this.text += this.heldBack === '' ? added : added.slice(0, -1);
    return this.records(false);
  }

  /** The rows that were left when the file ended. */
  end(): CsvRecord[] {
    this.text += this.heldBack;
    return this.records(true);
  }

  private records(atEnd: boolean): CsvRecord[] {
    const text = this.text;
    const records: CsvRecord[] = [];
    let start = 0;
    while (start < text.length) {
      const scanned = this.skipping
        ? { values: [''], next: nextLine(text, start) }
        : scanRecord(text, start, atEnd);
      if (!scanned) break;
      const { values, problem, next } = scanned;
      const isBlank = values.length === 1 && values[0] === '' && problem === undefined;
      if (!isBlank) records.push({ line: this.line, values, ...(problem !== undefined && { problem }) });
      this.line += lineBreaksIn(text, start, next);
      this.skipping = !endsLine(text, next);
      start = next;
    }
    this.text = text.slice(start);
    return records;
  }
}

/** Takes one row apart; undefined where it goes on beyond the text. */
function scanRecord(text: string, start: number, atEnd: boolean): Scanned | undefined {
  const values: string[] = [];
  for (let at = start; ; at += 1) {
    const isQuoted = text.charCodeAt(at) === QUOTE;
    const stop = isQuoted ? afterQuotes(text, at + 1, atEnd) : plainEnd(text, at);
    if (stop === -1 || (stop === text.length && !atEnd)) return giveUp(text, start, values, isQuoted, atEnd);
    values.push(isQuoted ? unquoted(text, at + 1, stop - 1) : text.slice(at, stop));
    const following = stop === text.length ? LF : text.charCodeAt(stop);
    if (following === LF || following === CR) {
      return { values, next: afterLineBreak(text, stop) };
    }
    if (following !== COMMA) {
      values.pop();
      const problem = 'has a quote inside a quoted value; quotes there must be doubled ("")';
      return { values, problem, next: nextLine(text, start) };
    }
    at = stop;
  }
}

/** The text ended inside the row: more may come, unless the file ends here or the row is too long to be one. */
function giveUp(
  text: string,
  start: number,
  values: string[],
  isQuoted: boolean,
  atEnd: boolean,
): Scanned | undefined {
  if (!atEnd && text.length - start < MAX_RECORD) return undefined;
  const problem = isQuoted
    ? 'begins with a quote that is never closed: the file may have been cut off'
    : `is longer than ${MAX_RECORD} characters`;
  return { values, problem, next: nextLine(text, start) };
}

/** The place after the closing quote; -1 when the text ends before it, or with what may be half of a doubled quote. */
function afterQuotes(text: string, from: number, atEnd: boolean): number {
  for (let quote = text.indexOf('"', from); quote !== -1; quote = text.indexOf('"', quote + 2)) {
    if (quote + 1 === text.length) return atEnd ? quote + 1 : -1;
    if (text.charCodeAt(quote + 1) !== QUOTE) return quote + 1;
  }
  return -1;
}

/** Where a value without quotes ends. */
function plainEnd(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === COMMA || code === LF || code === CR) break;
  }
  return at;
}

function unquoted(text: string, from: number, to: number): string {
  const value = text.slice(from, to);
  return value.includes('"') ? value.replaceAll('""', '"') : value;
}

function afterLineBreak(text: string, at: number): number {
  if (at >= text.length) return text.length;
  return text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
}

/** The beginning of the line after the one that a place lies in. */
function nextLine(text: string, from: number): number {
  LINE_BREAK.lastIndex = from;
  return LINE_BREAK.test(text) ? LINE_BREAK.lastIndex : text.length;
}

function endsLine(text: string, next: number): boolean {
  const last = text.charCodeAt(next - 1);
  return last === LF || last === CR;
}

function lineBreaksIn(text: string, from: number, to: number): number {
  let count = 0;
  LINE_BREAK.lastIndex = from;
  while (LINE_BREAK.test(text) && LINE_BREAK.lastIndex <= to) count += 1;
  return count;
}
