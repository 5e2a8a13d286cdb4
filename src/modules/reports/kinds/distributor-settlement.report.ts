import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { DistributorStatements } from '../../distribution/index.js';
import type { ReportDocument } from '../report-document.js';
import { GeneratesReport, type ReportKind, type ReportScope } from '../report-kind.js';
import { distributorSettlementDocument } from './distributor-settlement.layout.js';

/** What film weeks brought distributors, and what they were paid. */
@GeneratesReport('distributor_settlement')
export class DistributorSettlementReport implements ReportKind {
  constructor(
    private readonly statements: DistributorStatements,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  async make(scope: ReportScope, advance: (percent: number) => Promise<void>): Promise<ReportDocument> {
    const statements = await this.statements.of(scope, advance);
    return distributorSettlementDocument(scope, statements, this.settings.currency);
  }
}
