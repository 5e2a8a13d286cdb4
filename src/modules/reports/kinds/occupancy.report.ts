import { ScreeningSeatsRepository } from '../figures/screening-seats.repository.js';
import type { ReportDocument } from '../report-document.js';
import { GeneratesReport, type ReportKind, type ReportScope } from '../report-kind.js';
import { occupancyDocument } from './occupancy.layout.js';
import { ReportReader } from './report-reader.js';

/** How full screenings were. */
@GeneratesReport('occupancy')
export class OccupancyReport implements ReportKind {
  constructor(
    private readonly reader: ReportReader,
    private readonly seats: ScreeningSeatsRepository,
  ) {}

  async make(scope: ReportScope): Promise<ReportDocument> {
    const { figures, names } = await this.reader.read(scope, () => this.seats.figures(scope));
    return occupancyDocument(scope, figures, names);
  }
}
