import { SalesLedgerRepository } from '../figures/sales-ledger.repository.js';
import { ScreeningSeatsRepository } from '../figures/screening-seats.repository.js';
import type { ReportDocument } from '../report-document.js';
import { GeneratesReport, type ReportKind, type ReportScope } from '../report-kind.js';
import { popularFilmsDocument } from './popular-films.layout.js';
import { ReportReader } from './report-reader.js';

/** Which films brought most. */
@GeneratesReport('popular_films')
export class PopularFilmsReport implements ReportKind {
  constructor(
    private readonly reader: ReportReader,
    private readonly ledger: SalesLedgerRepository,
    private readonly seats: ScreeningSeatsRepository,
  ) {}

  async make(scope: ReportScope, advance: (percent: number) => Promise<void>): Promise<ReportDocument> {
    const { figures, names } = await this.reader.read(scope, async () => {
      const sales = await this.ledger.figures(scope);
      return { sales, seats: await this.seats.figures(scope) };
    });
    await advance(80);
    return popularFilmsDocument(scope, figures, names);
  }
}
