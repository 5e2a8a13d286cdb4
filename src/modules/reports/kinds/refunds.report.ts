import { RefundFiguresRepository } from '../figures/refund-figures.repository.js';
import { SalesLedgerRepository } from '../figures/sales-ledger.repository.js';
import type { ReportDocument } from '../report-document.js';
import { GeneratesReport, type ReportKind, type ReportScope } from '../report-kind.js';
import { refundsDocument } from './refunds.layout.js';
import { ReportReader } from './report-reader.js';

/** What was given back. */
@GeneratesReport('refunds')
export class RefundsReport implements ReportKind {
  constructor(
    private readonly reader: ReportReader,
    private readonly ledger: SalesLedgerRepository,
    private readonly refunds: RefundFiguresRepository,
  ) {}

  async make(scope: ReportScope, advance: (percent: number) => Promise<void>): Promise<ReportDocument> {
    const { from, to, cinemaId } = scope;
    const { figures, names } = await this.reader.read(scope, async () => ({
      sales: await this.ledger.figures(scope),
      refunds: await this.refunds.figures(scope),
      stray: cinemaId === null ? await this.refunds.stray(from, to) : null,
    }));
    await advance(80);
    return refundsDocument(scope, figures, names);
  }
}
