import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import readExcelFile from 'read-excel-file/node';
import { readCsv, readPdf } from '../../../../test/support/report-files.js';
import { yearReport } from '../../../../test/support/report-samples.js';
import { Clock } from '../../../platform/clock/index.js';
import { type Cell, type ReportDocument, totalsOf } from '../report-document.js';
import { REPORT_FORMATS, type ReportFormat } from '../report-kind.js';
import { ReportRenderer } from './report-renderer.js';
import { cellInWords, signedDecimal } from './words.js';

/** How many films it takes until a report is written in several turns. */
const LONG = [
  ['pdf', 100],
  ['xlsx', 4_000],
  ['csv', 8_000],
] as const;

const renderer = new ReportRenderer(new Clock());
const nobody = (): Promise<void> => Promise.resolve();

const fileOf = (format: ReportFormat, document: ReportDocument): Promise<Buffer> =>
  buffer(renderer.render(format, document, nobody));

const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '=1+1',
    'constructor',
    '\uD800',
    'ואלס עם באשיר',
    'x'.repeat(500),
    '\u0000',
    '"',
    '\r\n',
    '',
  ),
);

const oddDocument: fc.Arbitrary<ReportDocument> = fc.record({
  title: oddText,
  from: fc.constant('2026-01-01'),
  to: fc.constant('2026-12-31'),
  facts: fc.array(fc.record({ label: oddText, text: oddText }), { maxLength: 3 }),
  currency: fc.constant('usd'),
  totals: fc.array(
    fc.record({
      label: oddText,
      type: fc.constant('money' as const),
      value: fc.oneof(fc.maxSafeInteger(), fc.constant(null)),
    }),
    { maxLength: 5 },
  ),
  charts: fc.array(
    fc.record({
      title: oddText,
      kind: fc.constantFrom('bars' as const, 'lines' as const),
      type: fc.constantFrom('integer' as const, 'money' as const, 'percent' as const),
      series: fc.array(oddText, { minLength: 2, maxLength: 2 }),
      points: fc.array(
        fc.record({ label: oddText, values: fc.array(fc.integer(), { minLength: 2, maxLength: 2 }) }),
        { maxLength: 8 },
      ),
    }),
    { maxLength: 2 },
  ),
  tables: fc.array(
    fc.record({
      name: oddText,
      title: oddText,
      columns: fc.tuple(
        fc.record({ title: oddText, type: fc.constantFrom('text' as const, 'date' as const) }),
        fc.record({
          title: oddText,
          type: fc.constant('money' as const),
          total: fc.constant('sum' as const),
        }),
      ),
      rows: fc.array(fc.tuple(oddText, fc.oneof(fc.integer(), fc.constant(null))), { maxLength: 12 }),
      whenEmpty: oddText,
    }),
    { maxLength: 3 },
  ),
  notes: fc.array(oddText, { maxLength: 2 }),
});

describe('The files of a report', () => {
  it('all say the same totals', async () => {
    const document = yearReport();
    const [pdf, xlsx, csv] = await Promise.all(REPORT_FORMATS.map((format) => fileOf(format, document)));
    const pages = await readPdf(pdf ?? Buffer.of());
    const text = pages.map((page) => page.text).join(' ');
    const sheets = await readExcelFile(xlsx ?? Buffer.of());
    const lines = readCsv(csv ?? Buffer.of()).filter(([first]) => first === 'Total');

    for (const [index, table] of document.tables.entries()) {
      const totals = totalsOf(table);
      const told = (cell: Cell, column: number, tell: (cell: Cell, type: string) => string): string =>
        cell === null ? '' : tell(cell, table.columns[column]?.type ?? '');
      const inPdf = totals.map((cell, column) =>
        told(cell, column, (given, type) => cellInWords(given, type as 'money')),
      );
      const inCsv = totals.map((cell, column) =>
        told(cell, column, (given, type) =>
          type === 'money' ? signedDecimal(Number(given)) : String(Number(Number(given).toFixed(4))),
        ),
      );
      const inSheet = totals.map((cell, column) => {
        const isSmall = ['money', 'percent'].includes(table.columns[column]?.type ?? '');
        return cell === null ? null : isSmall ? cell / 100 : cell;
      });

      expect(text).toContain(['Total', ...inPdf.slice(1).filter((cell) => cell !== '')].join(' '));
      expect(lines[index]).toEqual(['Total', ...inCsv.slice(1)]);
      expect(sheets[index + 1]?.data.at(-1)).toEqual(['Total', ...inSheet.slice(1)]);
    }
  });

  it.each(REPORT_FORMATS)('can be read as %s whatever the texts are', async (format) => {
    await fc.assert(
      fc.asyncProperty(oddDocument, async (document) => {
        const file = await fileOf(format, document);
        if (format === 'pdf') {
          for (const { isClearTo } of await readPdf(file)) expect(isClearTo(12)).toBe(true);
        } else if (format === 'xlsx') {
          const tables = document.charts.length > 0 ? 2 : 1;
          expect(await readExcelFile(file)).toHaveLength(document.tables.length + tables);
        } else {
          expect(readCsv(file).length).toBeGreaterThanOrEqual(5 + document.tables.length * 3);
        }
      }),
      { numRuns: 12, interruptAfterTimeLimit: 10_000, endOnFailure: true },
    );
  });

  it.each(LONG)('tell as %s how much is written', async (format, films) => {
    const told: number[] = [];
    const advance = (percent: number): Promise<void> => Promise.resolve(void told.push(percent));
    await buffer(renderer.render(format, yearReport(films), advance));

    expect(told.length).toBeGreaterThan(0);
    expect(told).toEqual([...told].sort((one, other) => one - other));
    expect(told.at(-1)).toBeLessThan(100);
  });

  it.each(LONG)('are not written on as %s when nobody wants them any more', async (format, films) => {
    const stop = (): Promise<void> => Promise.reject(new Error('The report was deleted.'));

    await expect(buffer(renderer.render(format, yearReport(films), stop))).rejects.toThrow('was deleted');
  });
});
