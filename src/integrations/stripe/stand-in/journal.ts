import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StripeStandInError } from './stand-in-error.js';

/** What became of a row: the table, and the row as it is now. */
export type JournalEntry = readonly [table: string, row: { readonly id: string }];

/**
 * A file with one line of JSON for each change. A change costs its own size, however much there is; a line that a killed
 * process left unfinished is dropped by the next start, which also writes the file anew with the last state of each row.
 */
export class Journal {
  private waiting: string[] = [];
  private last: Promise<void> = Promise.resolve();

  private constructor(private readonly file: string) {}

  /** @throws StripeStandInError for a file that is not such a journal */
  static async open(file: string): Promise<{ journal: Journal; entries: readonly JournalEntry[] }> {
    await mkdir(dirname(file), { recursive: true });
    const entries = latest(parse(await contentOf(file), file));
    const next = `${file}.next`;
    await writeFile(next, entries.map(lineOf).join(''), { mode: 0o600 });
    await rename(next, file);
    return { journal: new Journal(file), entries };
  }

  append(entry: JournalEntry): void {
    this.waiting.push(lineOf(entry));
  }

  /** Resolves when everything so far is in the file. */
  flush(): Promise<void> {
    this.last = this.last.catch(() => undefined).then(() => this.write());
    return this.last;
  }

  private async write(): Promise<void> {
    const { length } = this.waiting;
    if (length === 0) return;
    await appendFile(this.file, this.waiting.slice(0, length).join(''));
    this.waiting = this.waiting.slice(length);
  }
}

function lineOf(entry: JournalEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function parse(content: string, file: string): JournalEntry[] {
  const lines = content.slice(0, content.lastIndexOf('\n') + 1).split('\n');
  return lines.filter(Boolean).map((line, index) => {
    const entry = entryIn(line);
    if (entry) return entry;
    throw new StripeStandInError(`Line ${index + 1} of ${file} is damaged. Remove the file to begin anew.`);
  });
}

function entryIn(line: string): JournalEntry | undefined {
  try {
    const entry = JSON.parse(line) as Partial<JournalEntry> | null;
    return typeof entry?.[0] === 'string' && typeof entry[1]?.id === 'string'
      ? (entry as JournalEntry)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The last state of each row, in the order in which the rows came. */
function latest(entries: readonly JournalEntry[]): JournalEntry[] {
  const rows = new Map<string, JournalEntry>();
  for (const entry of entries) rows.set(`${entry[0]} ${entry[1].id}`, entry);
  return [...rows.values()];
}
