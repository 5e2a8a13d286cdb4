import { ConcessionFiguresRepository } from '../figures/concession-figures.repository.js';
import type { ReportDocument } from '../report-document.js';
import { GeneratesReport, type ReportKind, type ReportScope } from '../report-kind.js';
import { concessionSalesDocument } from './concession-sales.layout.js';
import { ReportReader } from './report-reader.js';

/** What snacks and drinks brought. */
@GeneratesReport('concession_sales')
export class ConcessionSalesReport implements ReportKind {
  constructor(
    private readonly reader: ReportReader,
    private readonly concessions: ConcessionFiguresRepository,
  ) {}

  async make(scope: ReportScope): Promise<ReportDocument> {
    const { figures, names } = await this.reader.read(scope, () => this.concessions.figures(scope));
    return concessionSalesDocument(scope, figures, names);
  }
}
