import { NOTHING } from './sums.js';
import { byTender } from './tenders.js';

describe('What came in by each way', () => {
  it('puts money under its way and points under points, wherever they were paid', () => {
    const rows = byTender([
      {
        ...NOTHING,
        tender: 'stripe',
        sold: 3,
        gross: 3000,
        discount: 500,
        points: 400,
        moneyBack: 700,
        pointsBack: 100,
      },
      { ...NOTHING, tender: 'points', sold: 1, gross: 900, points: 900 },
      { ...NOTHING, tender: 'free', sold: 2, gross: 1000, discount: 1000 },
    ]);
    expect(rows).toEqual([
      { tender: 'stripe', sold: 3, paid: 2100, back: 700 },
      { tender: 'free', sold: 2, paid: 0, back: 0 },
      { tender: 'points', sold: 1, paid: 1300, back: 100 },
    ]);
  });

  it('does not speak of points where there are none', () => {
    expect(byTender([{ ...NOTHING, tender: 'cash', sold: 1, gross: 500 }])).toEqual([
      { tender: 'cash', sold: 1, paid: 500, back: 0 },
    ]);
  });
});
