import fc from 'fast-check';
import { InvalidFieldsError } from '../errors/index.js';
import { DtoValidationPipe } from '../http/validation.pipe.js';
import { readBookmark, writeBookmark } from './bookmark.js';
import { ListQuery } from './list-query.dto.js';
import type { SortKey, SortType } from './sort.js';

const key = (name: string, type: SortType, descending = false): SortKey => ({
  name,
  sql: `t.${name}`,
  type,
  descending,
});
const BY_NAME = [key('name', 'text')];

/** A list of text, with the bookmark's own parts in front, as `writeBookmark` would write it. */
const forged = (...parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

const VALUES: Readonly<Record<SortType, fc.Arbitrary<string>>> = {
  text: fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
  integer: fc.integer({ min: -2_147_483_647, max: 2_147_483_647 }).map(String),
  numeric: fc.integer({ min: -99_999_999, max: 99_999_999 }).map((cents) => (cents / 100).toFixed(2)),
  'double precision': fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  timestamptz: fc
    .tuple(
      fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
      fc.constantFrom('+00', '+05:45', '-03:30', '+14', '-12'),
    )
    .map(([date, offset]) => date.toISOString().replace('T', ' ').replace('Z', offset)),
};

const someKey = (name: string): fc.Arbitrary<{ key: SortKey; value: string }> =>
  fc
    .constantFrom<SortType>('text', 'integer', 'numeric', 'double precision', 'timestamptz')
    .chain((type) =>
      fc.record({ key: fc.boolean().map((descending) => key(name, type, descending)), value: VALUES[type] }),
    );

describe('a bookmark', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(
        fc.tuple(someKey('a'), someKey('b'), someKey('c')),
        fc.boolean(),
        VALUES.integer,
        (keys, backwards, id) => {
          const order = keys.map((one) => one.key);
          const bookmark = { backwards, values: [...keys.map((one) => one.value), id] };

          const text = writeBookmark(order, bookmark);

          expect(readBookmark(order, text)).toEqual(bookmark);
          expect(text).toMatch(/^[\w-]+$/);
        },
      ),
    );
  });

  it('fits into the query, however long the name', async () => {
    const bookmark = writeBookmark(BY_NAME, { backwards: false, values: ['𠀀'.repeat(1_000), '2147483647'] });

    const query = await new DtoValidationPipe().transform(
      { bookmark },
      { type: 'query', metatype: ListQuery },
    );

    expect(query).toMatchObject({ bookmark });
  });

  it.each([
    ['another field', [key('title', 'text')]],
    ['the other direction', [key('name', 'text', true)]],
    ['one more field', [key('name', 'text'), key('year', 'integer')]],
    ['no field', []],
  ])('of one order is refused by that with %s', (_, order) => {
    const text = writeBookmark(BY_NAME, { backwards: false, values: ['Heat', '7'] });

    expect(() => readBookmark(order, text)).toThrow(InvalidFieldsError);
  });

  it.each([
    ['nothing', ''],
    ['no base64', '!?'],
    ['no JSON', Buffer.from('hello').toString('base64url')],
    ['no list', Buffer.from('{"0":"name","1":"n"}').toString('base64url')],
    ['null', Buffer.from('null').toString('base64url')],
    ['no direction', forged('name', 'x', 'Heat', '7')],
    ['too few values', forged('name', 'n', 'Heat')],
    ['too many values', forged('name', 'n', 'Heat', '7', '8')],
    ['a number for text', forged('name', 'n', 'Heat', 7)],
    ['a list for text', forged('name', 'n', ['Heat'], '7')],
    ['an id that is no number', forged('name', 'n', 'Heat', 'seven')],
    ['an id that is too large', forged('name', 'n', 'Heat', '2147483648')],
    ['an id that ends in something else', forged('name', 'n', 'Heat', '7\n')],
    ['a NUL in text', forged('name', 'n', 'He\0at', '7')],
  ])('is refused with %s', (_, text) => {
    expect(() => readBookmark(BY_NAME, text)).toThrow(InvalidFieldsError);
  });

  it.each<[SortType, string]>([
    ['integer', '1.5'],
    ['integer', ''],
    ['numeric', 'NaN'],
    ['numeric', '1,5'],
    ['numeric', '.5'],
    ['double precision', 'Infinity'],
    ['double precision', '1e309'],
    ['double precision', '1e-400'],
    ['timestamptz', 'now'],
    ['timestamptz', '2026-02-30 00:00:00+00'],
    ['timestamptz', '2026-13-01 00:00:00+00'],
    ['timestamptz', '2026-01-01 24:00:00+00'],
    ['timestamptz', '2026-01-01 00:00:00+16'],
    ['timestamptz', '2026-01-01 00:00:00'],
    ['timestamptz', '0000-01-01 00:00:00+00'],
  ])('is refused with the %s %j', (type, value) => {
    expect(() => readBookmark([key('a', type)], forged('a', 'n', value, '7'))).toThrow(
      'bookmark is not one of this list in this order',
    );
  });

  it('that is no bookmark makes no other error', () => {
    const text = fc.oneof(
      fc.string(),
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
    );
    fc.assert(
      fc.property(text, (junk) => {
        expect(() => readBookmark(BY_NAME, junk)).toThrow(InvalidFieldsError);
      }),
    );
  });
});
