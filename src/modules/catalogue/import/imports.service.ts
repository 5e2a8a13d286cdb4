import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { DomainError, InvalidFieldsError, NotFoundError } from '../../../platform/errors/index.js';
import { Outbox } from '../../../platform/jobs/index.js';
import { bookmarksOf, type Page, parseSort, toPage, windowOf } from '../../../platform/lists/index.js';
import { ObjectStorage } from '../../../platform/storage/index.js';
import { ColumnMappingError, parseColumnMapping } from './film-columns.js';
import type { ImportListQuery, ImportResponse, ImportSummaryResponse } from './import.dto.js';
import { toImportResponse, toImportSummary } from './import.mapper.js';
import { type ImportOptions, ImportsRepository } from './imports.repository.js';
import { DEFAULT_PRICE_RULE, parsePriceRule, PriceRuleError } from './price-rule.js';

/** What comes with the file. */
export type ImportFields = Partial<Record<string, string>>;

/** Reads the form: hands the file on while it arrives, and then has the fields. */
export type ReadForm = (receive: (file: Readable) => Promise<void>) => Promise<{ fields: ImportFields }>;

const SORT_COLUMNS = {
  created_at: { sql: 't.created_at', type: 'timestamptz' },
  id: { sql: 't.id', type: 'integer' },
} as const;

/** Imports that moderators ask for; workers carry them out. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly transaction: Transaction,
    private readonly imports: ImportsRepository,
    private readonly storage: ObjectStorage,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Keeps the file and queues its import.
   * @throws InvalidFieldsError, StorageUnavailableError, and what `read` throws
   */
  async queue(read: ReadForm, actorId: number): Promise<ImportResponse> {
    const fileKey = `imports/${randomUUID()}`;
    try {
      const { fields } = await read((file) =>
        this.storage.put(fileKey, file, { contentType: 'application/octet-stream' }),
      );
      const options = optionsOf(fields);
      return await this.transaction.run(async () => {
        const id = await this.imports.insert(fileKey, options, actorId);
        await this.outbox.add('catalogue.import', { import_id: id });
        const after = { ...options };
        await this.audit.record({ actorId, action: 'import.start', target: `import:${id}`, after });
        return this.get(id);
      });
    } catch (error) {
      // After any other error the import may be queued all the same: the commit's answer may have been lost.
      if (error instanceof DomainError) await this.storage.delete([fileKey]);
      throw error;
    }
  }

  /** @throws NotFoundError */
  async get(id: number): Promise<ImportResponse> {
    const row = await this.imports.find(id);
    if (!row) throw new NotFoundError('import', id);
    return toImportResponse(row);
  }

  /** The newest first, unless the query says otherwise. */
  async list(query: ImportListQuery, url: string): Promise<Page<ImportSummaryResponse>> {
    const order = parseSort(query.sort ?? '-created_at', SORT_COLUMNS);
    const total = await this.imports.count(query.status);
    const rows = await this.imports.page(query.status, (parameters) =>
      windowOf(query, order, 't.id', total, parameters),
    );
    const bookmarks = bookmarksOf(order, rows[0]?.keys ?? [], rows.at(-1)?.keys ?? []);
    return toPage(rows.map(toImportSummary), query, total, url, bookmarks);
  }
}

function optionsOf(fields: ImportFields): ImportOptions {
  const price_rule = fields['price_rule'] ?? DEFAULT_PRICE_RULE;
  const errors: { field: string; message: string }[] = [];
  try {
    parsePriceRule(price_rule);
  } catch (error) {
    if (!(error instanceof PriceRuleError)) throw error;
    errors.push({ field: 'price_rule', message: error.message });
  }
  try {
    const mapping = parseColumnMapping(fields['mapping'] ?? '{}');
    if (errors.length === 0) return { price_rule, mapping };
  } catch (error) {
    if (!(error instanceof ColumnMappingError)) throw error;
    errors.push({ field: 'mapping', message: error.message });
  }
  throw new InvalidFieldsError(errors);
}
