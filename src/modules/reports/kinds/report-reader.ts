import { Injectable } from '@nestjs/common';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { FiguresSnapshot } from '../figures/figures-snapshot.js';
import { ScopeNamesRepository } from '../figures/scope-names.repository.js';
import type { FiguresScope } from '../figures/span.js';
import type { ScopeNames } from './words.js';

/** Reads what a report is made of, as of one moment. */
@Injectable()
export class ReportReader {
  constructor(
    private readonly snapshot: FiguresSnapshot,
    private readonly names: ScopeNamesRepository,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** @param figures reads the figures, one statement after the other */
  read<Figures>(
    { cinemaId }: FiguresScope,
    figures: () => Promise<Figures>,
  ): Promise<{ figures: Figures; names: ScopeNames }> {
    return this.snapshot.read(async () => {
      const cinema = cinemaId === null ? null : ((await this.names.cinema(cinemaId)) ?? null);
      return { figures: await figures(), names: { cinema, currency: this.settings.currency } };
    });
  }
}
