import { Injectable } from '@nestjs/common';
import { Database, Transaction } from '../../../platform/database/index.js';
import { deletionsOf, isTypoTolerant } from '../search-document.js';

/** How many words are remembered as being in the table. */
const MAX_KNOWN = 100_000;

/** The words that search corrects typing errors with. */
@Injectable()
export class SearchWordsRepository {
  private readonly known = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly transaction: Transaction,
  ) {}

  /** Those of the words that belong into the table and may not be there yet. */
  lacking(words: readonly string[]): string[] {
    return words.filter((word) => isTypoTolerant(word) && !this.known.has(word));
  }

  /** Enters words that are not there yet. */
  async add(words: ReadonlySet<string>): Promise<void> {
    const added = this.lacking([...words]).sort();
    if (added.length === 0) return;
    await this.database.execute(
      `INSERT INTO search_words (word, deletions) SELECT w, string_to_array(d, ' ')
       FROM unnest($1::text[], $2::text[]) AS t (w, d) ON CONFLICT (word) DO NOTHING`,
      [added, added.map((word) => deletionsOf(word).join(' '))],
    );
    this.transaction.afterCommit(() => this.remember(added));
  }

  private remember(words: readonly string[]): void {
    if (this.known.size + words.length > MAX_KNOWN) this.known.clear();
    for (const word of words) this.known.add(word);
  }
}
