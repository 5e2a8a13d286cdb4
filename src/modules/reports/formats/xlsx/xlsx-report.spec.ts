import { buffer } from 'node:stream/consumers';
import readExcelFile from 'read-excel-file/node';
import { emptyReport, settlementReport, yearReport } from '../../../../../test/support/report-samples.js';
import { unzipped } from '../../../../../test/support/report-files.js';
import { type ReportDocument, totalsOf } from '../../report-document.js';
import { xlsxOf } from './xlsx-report.js';

const madeAt = new Date('2026-11-21T19:50:00Z');

const fileOf = (document: ReportDocument): Promise<Buffer> =>
  buffer(xlsxOf(document, { madeAt, advance: () => Promise.resolve() }));

async function sheetsOf(document: ReportDocument): Promise<Map<string, unknown[][]>> {
  const sheets = await readExcelFile(await fileOf(document));
  return new Map(sheets.map(({ sheet, data }) => [sheet, data]));
}

describe('A report as a workbook', () => {
  it('has a summary, a sheet for each table, and the points of its charts', async () => {
    const sheets = await sheetsOf(yearReport());

    expect([...sheets.keys()]).toEqual(['Summary', 'Days', 'Films', 'Halls sold offered', 'Chart data']);
    expect(sheets.get('Summary')).toEqual(
      expect.arrayContaining([
        ['Revenue', null],
        ['Period', '1 Jan 2026 – 31 Dec 2026'],
        ['Cinema', 'all, and what is sold online'],
        ['Currency', 'USD'],
        ['Made', '21 Nov 2026, 19:50 UTC'],
        ['Gross (USD)', 6_934_412.66],
        ['Refunds (USD)', -54_998.69],
        ['Best day', new Date('2026-05-16T00:00:00Z')],
        ['2 screenings have no contract: see the distributor settlement.', null],
      ]),
    );
    expect(sheets.get('Chart data')?.slice(0, 3)).toEqual([
      ['Revenue by day (USD)', null, null, null],
      ['Label', 'Seats', 'Snacks', 'Net'],
      [new Date('2026-01-01T00:00:00Z'), 13_809.6, 3_120.79, 16_905.49],
    ]);
  });

  it('holds dates as dates, money in major units and percent as fractions', async () => {
    const weeks = (await sheetsOf(settlementReport())).get('Weeks');

    expect(weeks?.[0]).toEqual(
      ['Week', 'From', 'To'].concat(
        ['Gross', 'Refunds', 'Tax', 'House costs', 'Base'].map((title) => `${title} (EUR)`),
        ['Share', 'Due (EUR)'],
      ),
    );
    expect(weeks?.[1]).toEqual([
      'Week 1',
      new Date('2026-01-01T00:00:00Z'),
      new Date('2026-01-07T00:00:00Z'),
      ...[42_000, 546, 6_909, 2_500, 32_045, 0.6, 19_227],
    ]);
  });

  it('adds up by formulas, which say what they come to', async () => {
    const document = settlementReport();
    const [table] = document.tables;
    const xml = unzipped(await fileOf(document)).get('xl/worksheets/sheet2.xml') ?? '';
    const cellOf = (address: string): string =>
      new RegExp(`<c r="${address}"[^>]*>.*?</c>`).exec(xml)?.[0] ?? '';
    const [gross, share] = [3, 8].map((index) => (table && totalsOf(table)[index]) ?? 0);

    expect(cellOf('D8')).toContain(`<f>SUM(D2:D7)</f><v>${(gross ?? 0) / 100}</v>`);
    expect(cellOf('I8')).toContain(
      `<f>IF(SUM(H2:H7)=0,"",SUM(J2:J7)/SUM(H2:H7))</f><v>${(share ?? 0) / 100}</v>`,
    );
    expect(xml).toContain('<pane ySplit="1"');
    expect(xml).toContain('fitToPage="1"');
  });

  it('never takes a text for a formula, and knows texts that every object knows', async () => {
    const names = ['=1+1', '+1', '-1', '@x', 'constructor', '__proto__', 'toString', ''];
    const [empty] = emptyReport().tables;
    const columns = [{ title: 'Film', type: 'text' as const }];
    const table = {
      ...empty,
      name: 'R&D <all>',
      title: 'Films',
      columns,
      rows: names.map((name) => [name]),
      whenEmpty: '',
    };
    const document = emptyReport({ tables: [table] });
    const rows = (await sheetsOf(document)).get('R&D <all>');

    expect(rows?.slice(1)).toEqual(names.slice(0, -1).map((name) => [name]));
    expect(unzipped(await fileOf(document)).get('xl/worksheets/sheet2.xml')).not.toContain('<f>');
  });

  it('says so where a table is empty or there is nothing to divide by', async () => {
    const sheets = await sheetsOf(emptyReport());
    const columns = [
      { title: 'Part', type: 'integer' as const, total: 'sum' as const },
      { title: 'Share', type: 'percent' as const, total: { percentOf: [0, 0] as const } },
    ];
    const table = { name: 'Zero', title: 'Zero', columns, rows: [[0, null]], whenEmpty: '' };
    const xml = unzipped(await fileOf(emptyReport({ tables: [table] }))).get('xl/worksheets/sheet2.xml');

    expect(sheets.get('Refunds')?.[1]).toEqual(['Nothing was given back in these days.', null]);
    expect(xml).toMatch(/<c r="B3"[^>]* t="str"><f>[^<]*<\/f><v><\/v><\/c>/);
  });
});
