/** An element of a list of objects, or why it could not be read. */
export interface JsonRecord {
  /** The line of the file, counted from 1, in which the element begins. */
  readonly line: number;
  readonly value?: Readonly<Record<string, unknown>>;
  readonly problem?: string;
}

/** No film takes this much; one that seems to has lost its closing bracket or quote. */
const MAX_OBJECT = 200_000;
const BETWEEN = /[\s,]*/y;
const STRUCTURE = /["{}]/g;
const STRING_END = /["\n\\]/g;
const NEXT_OBJECT = /\n[ \t\r,]*(?=\{)/g;
const MAX_INDENT = 1_000;

/**
 * Takes a JSON array of objects, or objects one after the other (JSON Lines), apart as it comes. An object that is not
 * JSON is reported, and reading goes on with the next one: after a fault in the brackets or quotes with the next line that
 * begins with an object.
 */
export class JsonReader {
  private text = '';
  private line = 1;
  private place: 'start' | 'list' | 'lines' | 'after' = 'start';
  private recovering = false;

  /** The objects that are complete with this piece of text. */
  push(piece: string): JsonRecord[] {
    this.text += piece;
    return this.records(false);
  }

  /** What was left when the file ended. */
  end(): JsonRecord[] {
    const records = this.records(true);
    if (this.place === 'list' && !this.recovering) {
      records.push({ line: this.line, problem: 'The list is not closed: the file may have been cut off.' });
    }
    return records;
  }

  private records(atEnd: boolean): JsonRecord[] {
    const records: JsonRecord[] = [];
    for (;;) {
      if (this.recovering && !this.recover(atEnd)) break;
      this.advance(lengthOfMatch(BETWEEN, this.text));
      if (this.text === '') break;
      const record = this.next(atEnd);
      if (record === 'incomplete') break;
      if (record) records.push(record);
    }
    return records;
  }

  /** Reads what the text begins with; undefined where that is a bracket of the list. */
  private next(atEnd: boolean): JsonRecord | 'incomplete' | undefined {
    const first = this.text.charAt(0);
    if (this.place === 'start') {
      this.place = first === '[' ? 'list' : 'lines';
      if (first === '[') {
        this.advance(1);
        return;
      }
    }
    if (first === ']' && this.place === 'list') {
      this.place = 'after';
      this.advance(1);
      return;
    }
    if (first !== '{' || this.place === 'after') return this.fault('There must be an object in braces here.');
    const length = objectLength(this.text);
    if (length === 'broken') return this.fault('The quotes of this object are not closed on their line.');
    if (length !== undefined) return this.take(length);
    if (!atEnd && this.text.length < MAX_OBJECT) return 'incomplete';
    return this.fault('This object is not closed: the file may have been cut off.');
  }

  private take(length: number): JsonRecord {
    const line = this.line;
    const source = this.text.slice(0, length);
    this.advance(length);
    try {
      return { line, value: JSON.parse(source) as Record<string, unknown> };
    } catch (error) {
      return { line, problem: `This is not valid JSON: ${error instanceof Error ? error.message : ''}` };
    }
  }

  private fault(problem: string): JsonRecord {
    this.recovering = true;
    return { line: this.line, problem };
  }

  /** Goes to the next line that begins with an object; false where the text has none. */
  private recover(atEnd: boolean): boolean {
    NEXT_OBJECT.lastIndex = 0;
    const found = NEXT_OBJECT.exec(this.text);
    this.recovering = !found;
    if (found) {
      this.advance(found.index + found[0].length);
      return true;
    }
    const lastLine = this.text.lastIndexOf('\n');
    const mayGoOn = !atEnd && lastLine !== -1 && this.text.length - lastLine < MAX_INDENT;
    this.advance(mayGoOn ? lastLine : this.text.length);
    return false;
  }

  private advance(length: number): undefined {
    for (let at = this.text.indexOf('\n'); at !== -1 && at < length; at = this.text.indexOf('\n', at + 1))
      this.line += 1;
    this.text = this.text.slice(length);
  }
}

/** The length of the object that the text begins with; undefined where the text ends before it does. */
function objectLength(text: string): number | 'broken' | undefined {
  let depth = 0;
  STRUCTURE.lastIndex = 0;
  for (let found = STRUCTURE.exec(text); found; found = STRUCTURE.exec(text)) {
    if (found[0] === '"') {
      const end = stringEnd(text, found.index + 1);
      if (typeof end !== 'number') return end;
      STRUCTURE.lastIndex = end;
    } else {
      depth += found[0] === '{' ? 1 : -1;
      if (depth === 0) return found.index + 1;
    }
  }
  return undefined;
}

/** The place after the closing quote. A line cannot end inside a string. */
function stringEnd(text: string, from: number): number | 'broken' | undefined {
  STRING_END.lastIndex = from;
  for (let found = STRING_END.exec(text); found; found = STRING_END.exec(text)) {
    if (found[0] === '"') return found.index + 1;
    if (found[0] === '\n') return 'broken';
    STRING_END.lastIndex = found.index + 2;
  }
  return undefined;
}

function lengthOfMatch(pattern: RegExp, text: string): number {
  pattern.lastIndex = 0;
  return pattern.exec(text)?.[0].length ?? 0;
}
