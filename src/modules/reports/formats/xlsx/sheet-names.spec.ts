import fc from 'fast-check';
import { sheetNames } from './sheet-names.js';

describe('Names of sheets', () => {
  it('have none of the signs of addresses', () => {
    expect(sheetNames(["Sold/offered: [all]?*\\'", "'quoted'", '', '  '])).toEqual([
      'Sold offered all',
      'quoted',
      'Sheet',
      'Sheet (2)',
    ]);
  });

  it('differ from each other and from what Excel keeps for itself, whatever the case', () => {
    expect(sheetNames(['Days', 'DAYS', 'days', 'History'])).toEqual([
      'Days',
      'DAYS (2)',
      'days (3)',
      'History (2)',
    ]);
  });

  it('are short, and no sign is cut in two', () => {
    expect(sheetNames(['x'.repeat(40), 'x'.repeat(40)])).toEqual(['x'.repeat(31), `${'x'.repeat(27)} (2)`]);
    expect(sheetNames([`${'x'.repeat(30)}🤖`])).toEqual(['x'.repeat(30)]);
  });

  it('are ones that spreadsheets take, whatever was wanted', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 50 }), { maxLength: 30 }), (wanted) => {
        const names = sheetNames(wanted);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(wanted.length);
        for (const name of names)
          expect(name).toMatch(/^[^[\]:*?/\\']{1,31}$|^[^[\]:*?/\\'][^[\]:*?/\\]{0,30}$/);
      }),
    );
  });
});
