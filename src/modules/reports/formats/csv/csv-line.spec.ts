import { csvLine } from './csv-line.js';

describe('A line of CSV', () => {
  it('quotes what would end a field', () => {
    expect(csvLine(['plain', 'a, b', 'say "hi"', 'two\nlines', ' edge '])).toBe(
      'plain,"a, b","say ""hi""","two\nlines"," edge "\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\uFF1D1'])(
    'never lets the text %j be a formula',
    (text) => {
      expect(csvLine([text]).replace(/^"/, '')).toMatch(/^'/);
    },
  );

  it.each([';=1+1', 'Tom; @SUM(A1)', 'x\t+1', 'x\n-1', ';"=1'])(
    'lets no part of the text %j be one where cells end with other signs',
    (text) => {
      expect(csvLine([text])).not.toMatch(/[;\t\n][\s"]*[=+\-@]/);
    },
  );

  it('leaves numbers that are less than nothing alone', () => {
    expect(csvLine([{ numeral: '-12.50' }, '-12.50'])).toBe("-12.50,'-12.50\r\n");
  });
});
