import fc from 'fast-check';
import { placesOf } from './layout-plan.policy.js';
import { readLayout } from './layout-text.policy.js';

const faultsIn = (text: string): string[] => readLayout(text).faults.map(({ message }) => message);
const drawn = (text: string): string[] =>
  placesOf(readLayout(text).rows).map(
    ({ row, number, category, accessible, companion, rowPosition, position }) =>
      `${row}${number} ${category}${accessible ? ' accessible' : ''}${companion ? ' companion' : ''} ${rowPosition}/${position}`,
  );

describe('a layout as text', () => {
  it('is a line for each row, from the screen, with seats from left to right', () => {
    expect(drawn('A: sc\nB: pl')).toEqual([
      'A1 standard 0/0',
      'A2 comfort 0/1',
      'B1 premium 1/0',
      'B2 loveseat 1/1',
    ]);
  });

  it('leaves places empty and numbers on', () => {
    expect(drawn('A: _ss__s')).toEqual(['A1 standard 0/1', 'A2 standard 0/2', 'A3 standard 0/5']);
  });

  it('leaves rows empty where lines are blank, but not around it', () => {
    expect(drawn('\n\nA: s\n\n  \nB: s\nC: s\n\n')).toEqual([
      'A1 standard 0/0',
      'B1 standard 3/0',
      'C1 standard 4/0',
    ]);
  });

  it('marks seats for wheelchairs and those beside them', () => {
    expect(drawn('A: s*s+p*+s')).toEqual([
      'A1 standard accessible 0/0',
      'A2 standard companion 0/1',
      'A3 premium accessible companion 0/2',
      'A4 standard 0/3',
    ]);
  });

  it('draws rows that are alike in one line', () => {
    expect(drawn('A-C: s\n\n9 - 11 : s').map((seat) => seat.split(' ')[0])).toEqual([
      'A1',
      'B1',
      'C1',
      '91',
      '101',
      '111',
    ]);
    expect(drawn('A-C: s\n\n9-11: s').at(3)).toBe('91 standard 4/0');
  });

  it('takes spaces, capitals and the line ends of Windows for nothing', () => {
    expect(drawn('A: S s __ p\r\n\r\nB: s')).toEqual(drawn('A:ss__p\n\nB:s'));
  });

  it.each([
    ['', 'must have at least one row'],
    ['A ss', 'line 1: must be a label'],
    ['a: ss', 'line 1: must be a label'],
    ['ABCDE: ss', 'line 1: must be a label'],
    ['A: ss\nB: sx', 'line 2: "x" means nothing there'],
    ['A: *s', 'line 1: "*" means nothing there'],
    ['A: s_+', 'line 1: "+" means nothing there'],
    ['A:', 'line 1: has no seats'],
    ['A: ___', 'line 1: has no seats'],
    ['A: s\nA: s', 'line 2: names row A twice'],
    ['B: s\nA-C: s', 'line 2: names row B twice'],
    ['C-A: s', 'line 1: a range goes up'],
    ['A-9: s', 'line 1: a range goes from letter to letter'],
    ['AA-AC: s', 'line 1: a range goes from letter to letter'],
    ['1-9999: s', 'line 1: takes at most 60 rows'],
    [`A: ${'s'.repeat(61)}`, 'line 1: takes at most 60 seats'],
    [`A: s${'_'.repeat(21)}s`, 'line 1: leaves more than 20 places empty'],
    [`A: s${'\n'.repeat(7)}B: s`, 'line 8: there may be at most 5 blank lines'],
  ])('says where it is wrong: %j', (text, fault) => {
    expect(faultsIn(text)).toEqual([expect.stringContaining(fault)]);
  });

  it('names every wrong line', () => {
    expect(faultsIn('A: sx\nB: s\n?\nC: s')).toHaveLength(2);
  });

  it('is read or refused, whatever it is, and never gives one place to two seats', () => {
    const line = fc.stringMatching(/^[A-D1-3]{1,2}(-[A-D1-3])?: ?[scpl*+_ ]{0,12}$/);
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.constant(''), fc.string()), { maxLength: 8 }), (lines) => {
        const { rows, faults } = readLayout(lines.join('\n'));
        if (faults.length > 0) return;
        const seats = placesOf(rows);
        expect(new Set(seats.map(({ rowPosition, position }) => `${rowPosition}/${position}`)).size).toBe(
          seats.length,
        );
        expect(new Set(seats.map(({ row, number }) => `${row}/${number}`)).size).toBe(seats.length);
      }),
    );
  });
});
