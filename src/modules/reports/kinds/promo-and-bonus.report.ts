import { BonusFiguresRepository } from '../figures/bonus-figures.repository.js';
import { PromoFiguresRepository } from '../figures/promo-figures.repository.js';
import type { ReportDocument } from '../report-document.js';
import { GeneratesReport, type ReportKind, type ReportScope } from '../report-kind.js';
import { promoAndBonusDocument } from './promo-and-bonus.layout.js';
import { ReportReader } from './report-reader.js';

/** What promo codes and points cost. */
@GeneratesReport('promo_and_bonus')
export class PromoAndBonusReport implements ReportKind {
  constructor(
    private readonly reader: ReportReader,
    private readonly promos: PromoFiguresRepository,
    private readonly points: BonusFiguresRepository,
  ) {}

  async make(scope: ReportScope): Promise<ReportDocument> {
    const { from, to, cinemaId } = scope;
    const { figures, names } = await this.reader.read(scope, async () => {
      const promos = await this.promos.figures(scope);
      return { promos, bonus: cinemaId === null ? await this.points.figures(from, to) : null };
    });
    return promoAndBonusDocument(scope, figures, names);
  }
}
