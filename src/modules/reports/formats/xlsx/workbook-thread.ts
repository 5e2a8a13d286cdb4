import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SheetRow } from './cells.js';
import type { WorkbookSheet } from './workbook-sheet.js';

/**
 * Rows come in parts; `sheet` ends one, `isLast` the workbook. Formulas get what they come to, since the package writes them alone and
 * not every reader computes; on paper, all columns share a page.
 */
const PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads');
const write = require(workerData).default;
const sheets = [];
const results = [];
let rows = [];

const transform = (xml, options, { sheetIndex }) =>
  xml
    .replace(/<worksheet [^>]*>/, (tag) => tag + '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
    .replace('<pageSetup ', '<pageSetup fitToHeight="0" ')
    .replace(/<c r="([A-Z]+[0-9]+)"([^>]*)>(<f>[^<]*<[/]f>)/g, (cell, address, attributes, formula) => {
    const result = results[sheetIndex].get(address);
    if (result === undefined) return cell;
    const type = result === null ? ' t="str"' : '';
    return '<c r="' + address + '"' + attributes + type + '>' + formula + '<v>' + (result ?? '') + '</v>';
  });

parentPort.on('message', async ({ part, sheet, isLast }) => {
  if (part) rows.push(...part);
  if (sheet) {
    const { formulaResults, ...options } = sheet;
    results.push(formulaResults);
    sheets.push({ ...options, data: rows });
    rows = [];
  }
  if (!isLast) return;
  const features = [{ files: { transform: { 'xl/worksheets/sheet{id}.xml': { transform } } } }];
  parentPort.postMessage(await write(sheets, { features, fontFamily: 'Arial', fontSize: 10 }).toBuffer());
});`;

/** A thread that writes one workbook: the package that does it would keep everybody waiting until the whole is done. */
export class WorkbookThread {
  private readonly worker: Worker;
  private readonly file: Promise<Uint8Array>;

  constructor() {
    const require = createRequire(join(import.meta.dirname, 'workbook-thread.js'));
    this.worker = new Worker(PROGRAM, { eval: true, workerData: require.resolve('write-excel-file/node') });
    this.file = new Promise((resolve, reject) => {
      this.worker.once('message', resolve);
      this.worker.once('error', reject);
      this.worker.once('exit', () => reject(new Error('The thread ended before the workbook was written.')));
    });
    // Whoever finishes is told; until then nobody listens.
    this.file.catch(() => undefined);
  }

  addRows(part: readonly SheetRow[]): void {
    this.worker.postMessage({ part });
  }

  /** Ends the sheet that the rows so far make up. */
  endSheet({ name, widths, frozenRows, isWide, results }: WorkbookSheet): void {
    this.worker.postMessage({
      sheet: {
        sheet: name,
        columns: widths.map((width) => ({ width })),
        stickyRowsCount: frozenRows,
        formulaResults: results,
        orientation: isWide ? 'landscape' : 'portrait',
      },
    });
  }

  /** The file of all sheets. */
  finish(): Promise<Uint8Array> {
    this.worker.postMessage({ isLast: true });
    return this.file;
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }
}
