import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { FilmImport } from '../import/film-import.js';
import { DEFAULT_PRICE_RULE, parsePriceRule } from '../import/price-rule.js';

/** Beside the sources, and so two levels further up from the build. */
const FILE = join(import.meta.dirname, '../../../../../data/demo-catalogue.json');

/** The films of the default start. */
@Injectable()
export class DemoFilmsService {
  private readonly logger = new Logger(DemoFilmsService.name);

  constructor(
    private readonly database: Database,
    private readonly films: FilmImport,
  ) {}

  /** Brings the demo films into a catalogue that has never had any. */
  async fill(): Promise<void> {
    if ((await this.database.rows('SELECT FROM movies LIMIT 1')).length > 0) return;
    const { created, rejected } = await this.films.run(
      {
        bytes: createReadStream(FILE),
        size: (await stat(FILE)).size,
        mapping: {},
        format: 'json',
        priceRule: parsePriceRule(DEFAULT_PRICE_RULE),
      },
      () => undefined,
    );
    this.logger.log(`${created} demo films were added, ${rejected} rejected.`);
  }
}
