import fc from 'fast-check';
import { decimalOf } from '../../../platform/money/index.js';
import { readShares } from './weekly-shares.policy.js';

const problemOf = (value: unknown): string => {
  const read = readShares(value);
  return 'problem' in read ? read.problem : '';
};

describe('the shares of film weeks', () => {
  it.each([
    ['60,50,40,35', [6000, 5000, 4000, 3500]],
    [' 60 , 50.5 ', [6000, 5050]],
    ['47.25', [4725]],
    [
      ['60.00', 50, '0'],
      [6000, 5000, 0],
    ],
    [
      [100, 33.33],
      [10_000, 3333],
    ],
  ])('are read from %j', (value, shares) => {
    expect(readShares(value)).toEqual({ shares });
  });

  it('are the same after a journey over the wire, as a list and as a text', () => {
    const some = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 52 });
    fc.assert(
      fc.property(some, (shares) => {
        const sent = shares.map(decimalOf);
        expect(readShares(sent)).toEqual({ shares });
        expect(readShares(sent.map(Number))).toEqual({ shares });
        expect(readShares(sent.join(','))).toEqual({ shares });
      }),
    );
  });

  it.each([
    ['60,,40', 2],
    ['60,50,', 3],
    ['', 1],
    ['101', 1],
    ['100.01', 1],
    ['60,-1', 2],
    ['60,fifty', 2],
    ['60;50', 1],
    ['60,50.005', 2],
    [[60, null], 2],
    [[60, 50, '4e1'], 3],
    [[NaN], 1],
    [['60', ['50']], 2],
  ])('of %j are refused by the film week %i that is wrong', (value, week) => {
    expect(problemOf(value)).toContain(`film week ${week},`);
  });

  it.each([[null], [undefined], [60], [{ '1': '60' }], [[]], [Array(53).fill(1)], [true]])(
    'are not %j',
    (value) => {
      expect(problemOf(value)).toContain('must be a list of 1 to 52 percentages');
    },
  );
});
