import { buffer } from 'node:stream/consumers';
import { settlementReport, yearReport } from '../../../../../test/support/report-samples.js';
import { readCsv } from '../../../../../test/support/report-files.js';
import type { ReportDocument } from '../../report-document.js';
import { csvOf } from './csv-report.js';

const madeAt = new Date('2026-11-21T19:50:00Z');

const fileOf = (document: ReportDocument): Promise<Buffer> =>
  buffer(csvOf(document, { madeAt, advance: () => Promise.resolve() }));

describe('A report as CSV', () => {
  it('says what it is, then shows table after table', async () => {
    const file = (await fileOf(settlementReport())).toString('utf8');
    const [head = '', weeks = ''] = file.split('\r\n\r\n');

    expect(head.split('\r\n')).toEqual([
      '\uFEFFReport,Distributor settlement: Тіні забутих предків',
      'From,2026-01-01',
      'To,2026-02-11',
      'Distributor,"Dovzhenko Film Distribution Ltd., 12 Peremohy Avenue, Kyiv"',
      'Contract,"17: all cinemas, 60, 50, 40, then 35%; minimum guarantee 30,000.00"',
      'Currency,EUR',
      'Made at,2026-11-21T19:50:00.000Z',
      'Box office (EUR),129102.89',
      'Film hire due (EUR),44053.01',
      'Paid (EUR),25000.00',
      'Balance (EUR),-123.45',
      'Note,The last week ends with the contract and is as long as the others.',
    ]);
    expect(weeks.split('\r\n')).toEqual([
      'Film weeks',
      'Week,From,To,Gross (EUR),Refunds (EUR),Tax (EUR),House costs (EUR),Base (EUR),Share (%),Due (EUR)',
      'Week 1,2026-01-01,2026-01-07,42000.00,546.00,6909.00,2500.00,32045.00,60,19227.00',
      'Week 2,2026-01-08,2026-01-14,30240.00,393.12,4974.48,2500.00,22372.40,50,11186.20',
      'Week 3,2026-01-15,2026-01-21,21772.80,283.05,3581.63,2500.00,15408.12,40,6163.25',
      'Week 4,2026-01-22,2026-01-28,15676.42,203.79,2578.77,2500.00,10393.86,35,3637.85',
      'Week 5,2026-01-29,2026-02-04,11287.02,146.73,1856.72,2500.00,6783.57,35,2374.25',
      'Week 6,2026-02-05,2026-02-11,8126.65,105.65,1336.83,2500.00,4184.17,35,1464.46',
      'Total,,,129102.89,1678.34,21237.43,15000.00,91187.12,48.3106,44053.01',
      '',
    ]);
  });

  it('holds names as they are, but for those that a spreadsheet would compute', async () => {
    const rows = readCsv(await fileOf(yearReport()));
    const names = rows.map(([name]) => name);

    expect(names).toContain('千と千尋の神隠し (2001)');
    expect(names).toContain('\'=HYPERLINK("http://example.com")');
    expect(names).not.toContain('=HYPERLINK("http://example.com")');
  });
});
