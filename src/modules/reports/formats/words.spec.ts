import { cellInWords, dayInWords, momentInWords, periodInWords, signedDecimal } from './words.js';

describe('A cell in words', () => {
  it.each([
    [123_450, 'money', '1,234.50'],
    [-123_456_789, 'money', '\u22121,234,567.89'],
    [-5, 'money', '\u22120.05'],
    [0, 'money', '0.00'],
    [99_999, 'money', '999.99'],
    [1_234_567, 'integer', '1,234,567'],
    [-1_000, 'integer', '\u22121,000'],
    [62.5, 'percent', '62.5%'],
    [1_234.56, 'percent', '1,234.6%'],
    ['2026-11-21', 'date', '21 Nov 2026'],
    ['2026-11-01', 'date', '1 Nov 2026'],
    ['2026-11-21', 'text', '2026-11-21'],
    ['somewhen', 'date', 'somewhen'],
    [null, 'money', '\u2013'],
  ] as const)('of %j as %s is %s', (cell, type, words) => {
    expect(cellInWords(cell, type)).toBe(words);
  });

  it('has a sign before amounts of less than one, for machines too', () => {
    expect([-5, -123, 0, 5, 100].map(signedDecimal)).toEqual(['-0.05', '-1.23', '0.00', '0.05', '1.00']);
  });
});

describe('A time in words', () => {
  it('is a day, a month or a span', () => {
    expect(dayInWords('2026-02-03')).toBe('3 Feb 2026');
    expect(dayInWords('2026-02')).toBe('Feb 2026');
    expect(periodInWords({ from: '2026-01-01', to: '2026-12-31' })).toBe('1 Jan 2026 \u2013 31 Dec 2026');
    expect(periodInWords({ from: '2026-01-01', to: '2026-01-01' })).toBe('1 Jan 2026');
    expect(momentInWords(new Date('2026-11-21T19:50:59Z'))).toBe('21 Nov 2026, 19:50 UTC');
  });
});
