import { Injectable } from '@nestjs/common';
import { type FieldError, InvalidFieldsError } from '../../../platform/errors/index.js';
import type { ReportType } from '../report-kind.js';
import { REPORT_WORDS } from './report-words.js';
import { ReportScopesRepository, type ScopeCinema } from './report-scopes.repository.js';

/** What somebody narrows a report to. */
export interface ScopeWish {
  readonly type: ReportType;
  readonly cinemaId: number | null;
  readonly distributorId: number | null;
}

/** Looks whether a report can be narrowed as somebody wishes. */
@Injectable()
export class ReportScopes {
  constructor(private readonly scopes: ReportScopesRepository) {}

  /**
   * @param problems of other fields, which are told together with those found here
   * @returns the cinema, where one is named
   * @throws InvalidFieldsError
   */
  async check(
    { type, cinemaId, distributorId }: ScopeWish,
    problems: readonly FieldError[] = [],
  ): Promise<ScopeCinema | undefined> {
    const found: FieldError[] = [...problems];
    const cinema = cinemaId === null ? undefined : await this.scopes.findCinema(cinemaId);
    if (cinemaId !== null && !cinema) found.push({ field: 'cinema_id', message: 'is no cinema' });
    if (distributorId !== null) {
      if (!REPORT_WORDS[type].filters.includes('distributor_id')) {
        found.push({ field: 'distributor_id', message: 'is for distributor_settlement only' });
      } else if (!(await this.scopes.hasDistributor(distributorId))) {
        found.push({ field: 'distributor_id', message: 'is no distributor' });
      }
    }
    if (found.length > 0) throw new InvalidFieldsError(found);
    return cinema;
  }
}
