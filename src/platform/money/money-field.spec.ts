import { plainToInstance } from 'class-transformer';
import { IsOptional, validateSync } from 'class-validator';
import fc from 'fast-check';
import { decimalOf, minorUnitsOf, MoneyField } from './money-field.js';

describe('an amount of money', () => {
  it('is the same after a journey over the wire', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), (minorUnits) => {
        expect(decimalOf(minorUnits)).toMatch(/^(0|[1-9]\d*)\.\d\d$/);
        expect(minorUnitsOf(decimalOf(minorUnits))).toBe(minorUnits);
        expect(minorUnitsOf(Number(decimalOf(minorUnits)))).toBe(minorUnits);
      }),
    );
  });

  it.each([
    ['0', 0],
    ['0.5', 50],
    ['0.05', 5],
    ['9.99', 999],
    ['009.90', 990],
    ['99999999.99', 9_999_999_999],
    [0, 0],
    [-0, 0],
    [9, 900],
    [9.9, 990],
    [1.1, 110],
    [4.35, 435],
    [100_000, 10_000_000],
  ])('of %j is %i minor units', (value, minorUnits) => {
    expect(minorUnitsOf(value)).toBe(minorUnits);
  });

  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [50, '0.50'],
    [100, '1.00'],
    [123_456, '1234.56'],
  ])('of %i minor units is written %s', (minorUnits, text) => {
    expect(decimalOf(minorUnits)).toBe(text);
  });

  const NO_AMOUNTS = [
    ...[
      '',
      ' ',
      ' 1',
      '1 ',
      '1\n',
      '.5',
      '5.',
      '1.999',
      '1,5',
      '1e5',
      '-1',
      '+1',
      '0x10',
      'NaN',
      'Infinity',
      '１',
    ],
    ...['100000000', '1.2.3', 'free'],
    ...[1.999, 0.1 + 0.2, -1, -0.01, 1e8, 1e21, 1e-7, NaN, Infinity],
    ...[true, [], ['1'], {}, 1n],
  ];

  it.each(NO_AMOUNTS.map((value) => [value]))('is not %p', (value) => {
    expect(minorUnitsOf(value)).toBeUndefined();
  });

  describe('in a body', () => {
    class PriceDto {
      @IsOptional()
      @MoneyField(() => true, 'an amount', '9.99')
      price?: number | null;
    }
    class SmallPriceDto {
      @MoneyField((minorUnits) => minorUnits <= 100, 'at most 1.00', '0.99')
      price: number;
    }
    const messages = (dto: object): unknown[] =>
      validateSync(dto).map((error) => Object.values(error.constraints ?? {}));

    it('is read as minor units', () => {
      expect(plainToInstance(PriceDto, { price: '9.99' })).toEqual({ price: 999 });
      expect(plainToInstance(PriceDto, { price: 9.9 })).toEqual({ price: 990 });
      expect(validateSync(plainToInstance(PriceDto, { price: '9.99' }))).toEqual([]);
    });

    it('may be left out where that is allowed', () => {
      for (const body of [{}, { price: null }]) {
        const dto = plainToInstance(PriceDto, body);
        expect(dto).toEqual(body);
        expect(validateSync(dto)).toEqual([]);
      }
      expect(messages(plainToInstance(SmallPriceDto, {}))).toHaveLength(1);
      expect(messages(plainToInstance(SmallPriceDto, { price: null }))).toHaveLength(1);
    });

    it.each(NO_AMOUNTS.map((value) => [value]))('is refused as %p', (price) => {
      expect(messages(plainToInstance(PriceDto, { price }))).toEqual([
        ['must be an amount, as a decimal string or a number with at most two decimals'],
      ]);
    });

    it('is held to its bounds', () => {
      expect(messages(plainToInstance(SmallPriceDto, { price: '1.00' }))).toEqual([]);
      expect(messages(plainToInstance(SmallPriceDto, { price: '1.01' }))).toHaveLength(1);
    });
  });
});
