import { SalesLedgerRepository } from '../figures/sales-ledger.repository.js';
import type { ReportDocument } from '../report-document.js';
import { GeneratesReport, type ReportKind, type ReportScope } from '../report-kind.js';
import { ReportReader } from './report-reader.js';
import { revenueDocument } from './revenue.layout.js';

/** What was sold and given back. */
@GeneratesReport('revenue')
export class RevenueReport implements ReportKind {
  constructor(
    private readonly reader: ReportReader,
    private readonly ledger: SalesLedgerRepository,
  ) {}

  async make(scope: ReportScope): Promise<ReportDocument> {
    const { figures, names } = await this.reader.read(scope, () => this.ledger.figures(scope));
    return revenueDocument(scope, figures, names);
  }
}
