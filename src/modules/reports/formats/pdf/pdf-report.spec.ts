import { buffer } from 'node:stream/consumers';
import { type ReadPage, readPdf } from '../../../../../test/support/report-files.js';
import { emptyReport, settlementReport, yearReport } from '../../../../../test/support/report-samples.js';
import type { Cell, ReportDocument, ReportTable } from '../../report-document.js';
import { pdfOf } from './pdf-report.js';

const madeAt = new Date('2026-11-21T19:50:00Z');

const fileOf = (document: ReportDocument): Promise<Buffer> =>
  buffer(pdfOf(document, { madeAt, advance: () => Promise.resolve() }));

const pagesOf = async (document: ReportDocument): Promise<ReadPage[]> => readPdf(await fileOf(document));

/** A table of so many rows of one line, with a total. */
function tableOf(count: number, number = 1): ReportTable {
  return {
    name: 'Days',
    title: 'By day',
    columns: [
      { title: 'Place', type: 'text' },
      { title: 'Tickets', type: 'integer', total: 'sum' },
    ],
    rows: Array.from({ length: count }, (_, index): Cell[] => [`row-${number}-${index + 1}.`, 1]),
    whenEmpty: '',
  };
}

describe('A report as PDF', () => {
  it('begins with what it is, its days, its figures and what a reader should know', async () => {
    const [page, ...others] = await pagesOf(settlementReport());

    expect(others).toEqual([]);
    for (const words of [
      'Distributor settlement: Тіні забутих предків',
      '1 Jan 2026 \u2013 11 Feb 2026',
      'Dovzhenko Film Distribution Ltd., 12 Peremohy Avenue, Kyiv',
      'Amounts in EUR',
      'Made 21 Nov 2026, 19:50 UTC',
      'Film hire due (EUR) 44,053.01',
      'Balance (EUR) \u2212123.45',
      'The last week ends with the contract',
      'Box office and film hire by week (EUR)',
      '0 10,000 20,000 30,000 40,000 50,000',
      'Week 1 1 Jan 2026 7 Jan 2026 42,000.00 546.00 6,909.00 2,500.00 32,045.00 60.0% 19,227.00',
      'Total 129,102.89 1,678.34 21,237.43 15,000.00 91,187.12 48.3% 44,053.01',
      'Page 1 of 1',
    ]) {
      expect(page?.text).toContain(words);
    }
  });

  it('repeats title, days and heads on each page, numbers them, and keeps its margins', async () => {
    const pages = await pagesOf(yearReport());

    expect(pages.length).toBeGreaterThan(8);
    for (const [index, { text, isClearTo }] of pages.entries()) {
      expect(text).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(isClearTo(18)).toBe(true);
      if (index > 0) expect(text).toMatch(/Revenue 1 Jan 2026 \u2013 31 Dec 2026/);
    }
    const continued = pages.filter(({ text }) => text.includes('By day (continued)'));
    expect(continued.length).toBeGreaterThan(4);
    for (const { text } of continued) expect(text).toContain('Day Tickets Seats Snacks Gross Refunds Net');
    expect(pages.map(({ text }) => text).join()).toContain(
      'Total 513,405 5,750,136.00 1,184,276.66 6,934,412.66 54,998.69 6,879,413.97',
    );
  });

  it('leaves no head without a row and no total without the last row, wherever the page ends', async () => {
    const tables = Array.from({ length: 150 }, (_, index) => tableOf(1 + ((index * 7) % 13), index));
    const pages = await pagesOf(emptyReport({ charts: [], tables }));

    for (const { text, height, isBlank } of pages) {
      expect(isBlank(height - 45, height - 31)).toBe(true);
      for (const below of text.split(/By day(?: \(continued\))?/).slice(1)) {
        expect(below).toMatch(/^ Place Tickets row-/);
      }
      for (const above of text.split(' Total').slice(0, -1)) expect(above).toMatch(/row-[\d-]+\. 1$/);
    }
    const text = pages.map((page) => page.text).join(' ');
    for (const { rows } of tables) {
      expect(text).toContain(` Total ${rows.length}`);
      for (const [name] of rows) expect(text).toContain(`${String(name)} 1`);
    }
  });

  it('says so where there is nothing to show', async () => {
    const [page] = await pagesOf(emptyReport());

    expect(page?.text).toContain('There is nothing to show.');
    expect(page?.text).toContain('Nothing was given back in these days.');
    expect(page?.text).not.toContain('Total');
  });

  it('takes wide paper, then smaller letters, and cuts no number while it can', async () => {
    const columns = Array.from({ length: 16 }, (_, index) => ({
      title: `Amount ${index + 1}`,
      type: 'money' as const,
      total: 'sum' as const,
    }));
    const rows = [columns.map((_, index) => 123_456_700 + index)];
    const table = { name: 'Wide', title: 'Wide', columns, rows, whenEmpty: '' };
    const [page] = await pagesOf(emptyReport({ charts: [], tables: [table] }));

    expect(page?.width).toBeGreaterThan(page?.height ?? 0);
    for (const index of columns.keys()) {
      expect(page?.text).toContain(`1,234,567.${String(index).padStart(2, '0')}`);
    }
    expect(page?.isClearTo(18)).toBe(true);
  });

  it('stays within its margins where no letters are small enough', async () => {
    const columns = Array.from({ length: 60 }, () => ({ title: 'Amount of money', type: 'money' as const }));
    const rows = [columns.map(() => 123_456_700)];
    const table = { name: 'Wide', title: 'Wide', columns, rows, whenEmpty: '' };
    const [page] = await pagesOf(emptyReport({ charts: [], tables: [table] }));

    expect(page?.isClearTo(18)).toBe(true);
  });

  it('breaks long names, and cuts those that two lines do not hold', async () => {
    const name = 'The Assassination of Jesse James by the Coward Robert Ford and All That Came of It '.repeat(
      4,
    );
    const table = { ...tableOf(1), rows: [[name, 1]] };
    const document = emptyReport({ title: name, charts: [], tables: [table, tableOf(60)] });
    const pages = await pagesOf(document);

    expect(pages).toHaveLength(2);
    for (const { text, isClearTo } of pages) {
      expect(text).toContain('The Assassination of Jesse James');
      expect(text).toContain('\u2026');
      expect(isClearTo(18)).toBe(true);
    }
  });

  it('tells readers its title, its language and its sections', async () => {
    const file = (await fileOf(settlementReport())).toString('latin1');

    expect(file).toContain('/Lang (en)');
    expect(file).toContain('/DisplayDocTitle true');
    expect(file.match(/\/Title /g)?.length).toBe(4);
    expect(file).toContain('/Title (Film weeks)');
  });
});
