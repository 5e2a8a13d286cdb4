import fc from 'fast-check';
import { CsvReader, type CsvRecord } from './csv-records.js';

function read(text: string, pieces: (text: string) => string[] = (whole) => [whole]): CsvRecord[] {
  const reader = new CsvReader();
  return [...pieces(text).flatMap((piece) => reader.push(piece)), ...reader.end()];
}

const values = (text: string): (readonly string[])[] => read(text).map((record) => record.values);

describe('CsvReader', () => {
  it('reads values, empty ones too, with the line of each row', () => {
    expect(read('a,b,c\n1,,3\n,,\n')).toEqual([
      { line: 1, values: ['a', 'b', 'c'] },
      { line: 2, values: ['1', '', '3'] },
      { line: 3, values: ['', '', ''] },
    ]);
  });

  it('takes any line end, also within one file, and a last line without one', () => {
    expect(read('a\r\nb\rc\nd')).toEqual([
      { line: 1, values: ['a'] },
      { line: 2, values: ['b'] },
      { line: 3, values: ['c'] },
      { line: 4, values: ['d'] },
    ]);
  });

  it('passes over blank lines and counts them', () => {
    expect(read('\n\na\r\n\r\nb\n')).toEqual([
      { line: 3, values: ['a'] },
      { line: 5, values: ['b'] },
    ]);
  });

  it('reads commas, doubled quotes and line ends inside quotes', () => {
    expect(read('"a,b","say ""hi""","two\r\nlines"\nnext,"",""""\n')).toEqual([
      { line: 1, values: ['a,b', 'say "hi"', 'two\r\nlines'] },
      { line: 3, values: ['next', '', '"'] },
    ]);
  });

  it('takes quotes inside a plain value as they are', () => {
    expect(values('5" disc,the "best" film\n')).toEqual([['5" disc', 'the "best" film']]);
  });

  it('gives back whatever table was written, however the text is cut', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '😀', ',', '"', '\n', '\r', '\r\n', ' ') });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 });
    fc.assert(
      fc.property(
        table,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.integer({ min: 1, max: 9 }),
        (rows, end, size) => {
          const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;
          const text = rows.map((row) => row.map(quoted).join(',') + end).join('');
          const cut = (whole: string): string[] => whole.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
          const lines = rows.map(
            (_, index) => 1 + breaks(rows.slice(0, index).map((row) => row.map(quoted).join(',') + end)),
          );
          expect(read(text, cut)).toEqual(rows.map((row, index) => ({ line: lines[index], values: row })));
        },
      ),
    );
  });

  it('reports a quote inside quotes and goes on with the next line', () => {
    expect(read('x,"bad"quote",y\nnext,row\n')).toEqual([
      { line: 1, values: ['x'], problem: expect.stringContaining('must be doubled') },
      { line: 2, values: ['next', 'row'] },
    ]);
  });

  it('reports a quote that is never closed, with what comes before it, and reads the lines after it', () => {
    expect(read('a,b\nx,"open\ny,z\n')).toEqual([
      { line: 1, values: ['a', 'b'] },
      { line: 2, values: ['x'], problem: expect.stringContaining('never closed') },
      { line: 3, values: ['y', 'z'] },
    ]);
  });

  it('does not lose the rows between a quote that is not closed and the next quote', () => {
    expect(read('1,"open,x\n2,b,c\n3,"d,e",f\n')).toEqual([
      { line: 1, values: ['1'], problem: expect.stringContaining('must be doubled') },
      { line: 2, values: ['2', 'b', 'c'] },
      { line: 3, values: ['3', 'd,e', 'f'] },
    ]);
  });

  it('does not wait for the end of a large file before it reports an open quote', () => {
    const reader = new CsvReader();
    reader.push('x,"open\n');
    const rows = Array.from({ length: 50_000 }, (_, index) => `row ${index},1\n`).join('');
    const [first, second] = reader.push(rows);
    expect([first?.line, first?.problem]).toEqual([1, expect.stringContaining('never closed')]);
    expect(second).toEqual({ line: 2, values: ['row 0', '1'] });
  });

  it('passes over a line without end', () => {
    const reader = new CsvReader();
    const endless = Array.from({ length: 30 }, () => reader.push('x'.repeat(20_000))).flat();
    expect(endless).toEqual([{ line: 1, values: [], problem: 'is longer than 200000 characters' }]);
    expect(reader.push('x\nnext\n')).toEqual([{ line: 2, values: ['next'] }]);
  });
});

function breaks(texts: readonly string[]): number {
  return texts.join('').match(/\r\n|\r|\n/g)?.length ?? 0;
}
