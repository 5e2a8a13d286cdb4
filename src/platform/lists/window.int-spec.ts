import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { InvalidFieldsError } from '../errors/index.js';
import type { SortKey, SortType } from './sort.js';
import { SqlParameters } from './sql-parameters.js';
import { bookmarksOf, windowOf } from './window.js';

const TYPES: Readonly<Record<string, SortType>> = {
  name: 'text',
  year: 'integer',
  price: 'numeric',
  popularity: 'double precision',
  added_at: 'timestamptz',
};

const someRow = fc.tuple(
  fc.constantFrom('', 'a', 'B', 'ab', 'o\'neil \\ "x"', '七人の侍', 'zoë'),
  fc.constantFrom(-5, 0, 1994, 2_147_483_647),
  fc.constantFrom('0.00', '9.99', '10.00', '99999999.99'),
  fc.constantFrom(0, 0.1, 1 / 3, 1e-7, 12345678.9, 1e300),
  fc.constantFrom(
    ...[
      '2026-03-29 00:59:59.999999Z',
      '2026-03-29 01:00:00Z',
      '2026-03-29 01:00:00.5Z',
      '0001-01-01 12:00:00Z',
    ],
  ),
);
const someOrder = fc.shuffledSubarray(Object.keys(TYPES), { minLength: 1, maxLength: 4 }).chain((names) =>
  fc.tuple(
    ...names.map((name) =>
      fc.boolean().map((descending): SortKey => ({
        name,
        sql: `t.${name}`,
        type: TYPES[name] ?? 'text',
        descending,
      })),
    ),
  ),
);

describe('the window of a page', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await database.query(
      `CREATE TEMP TABLE t (id integer GENERATED ALWAYS AS IDENTITY, name text NOT NULL, year integer NOT NULL,
         price numeric(10,2) NOT NULL, popularity double precision NOT NULL, added_at timestamptz NOT NULL)`,
    );
  });
  afterAll(() => database.drop());

  const fill = async (rows: readonly (readonly unknown[])[]): Promise<void> => {
    await database.query('TRUNCATE t RESTART IDENTITY');
    for (const row of rows) {
      await database.query(
        'INSERT INTO t (name, year, price, popularity, added_at) VALUES ($1, $2, $3, $4, $5)',
        row,
      );
    }
  };

  interface Asked {
    readonly page: number;
    readonly per_page: number;
    readonly bookmark?: string | undefined;
  }

  const read = async (order: readonly SortKey[], asked: Asked, total: number) => {
    const parameters = new SqlParameters();
    const window = windowOf(asked, order, 't.id', total, parameters);
    const rows = await database.query<{ id: number; keys: string[] }>(
      `SELECT id, ARRAY[${window.keyColumns}] AS keys FROM t WHERE ${window.condition ?? 'true'}
       ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}`,
      parameters.values,
    );
    if (window.reversed) rows.reverse();
    return {
      ids: rows.map((row) => row.id),
      bookmarks: bookmarksOf(order, rows[0]?.keys, rows.at(-1)?.keys),
    };
  };

  /** Every row, sorted as a reader of the query would expect it. */
  const sorted = async (order: readonly SortKey[]): Promise<number[]> => {
    const steps = order.map((key) => `${key.name} ${key.descending ? 'DESC' : 'ASC'}`);
    const rows = await database.query<{ id: number }>(
      `SELECT id FROM t ORDER BY ${steps.join(', ')}, id ${order.at(-1)?.descending ? 'DESC' : 'ASC'}`,
    );
    return rows.map((row) => row.id);
  };

  it('shows every row once and in order, by number and by bookmark, forwards and back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(someRow, { maxLength: 25 }),
        someOrder,
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom('UTC', 'Asia/Kathmandu', 'America/St_Johns'),
        async (rows, order, perPage, zone) => {
          await fill(rows);
          await database.query(`SET timezone = '${zone}'`);
          const all = await sorted(order);
          const pages = Array.from({ length: Math.ceil(all.length / perPage) }, (_, index) =>
            all.slice(index * perPage, (index + 1) * perPage),
          );

          const byNumber: number[][] = [];
          const forwards: number[][] = [];
          const back: number[][] = [];
          let bookmark: string | undefined;
          let last: string | undefined;
          for (const page of pages.keys()) {
            const asked = { page: page + 1, per_page: perPage };
            byNumber.push((await read(order, asked, all.length)).ids);
            const walked = await read(order, { ...asked, bookmark }, all.length);
            forwards.push(walked.ids);
            bookmark = walked.bookmarks?.next;
            last = walked.bookmarks?.previous;
          }
          for (const page of [...pages.keys()].slice(0, -1).toReversed()) {
            const walked = await read(
              order,
              { page: page + 1, per_page: perPage, bookmark: last },
              all.length,
            );
            back.unshift(walked.ids);
            last = walked.bookmarks?.previous;
          }

          expect(byNumber).toEqual(pages);
          expect(forwards).toEqual(pages);
          expect(back).toEqual(pages.slice(0, -1));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is empty beyond either end, and then there is nothing to go on from', async () => {
    await fill([
      ['a', 1, '1.00', 1, '2026-01-01Z'],
      ['b', 2, '2.00', 2, '2026-01-02Z'],
    ]);
    const order: SortKey[] = [{ name: 'name', sql: 't.name', type: 'text', descending: false }];
    const { bookmarks } = await read(order, { page: 1, per_page: 2 }, 2);

    const empty = { ids: [], bookmarks: undefined };
    expect(await read(order, { page: 2, per_page: 2, bookmark: bookmarks?.next }, 2)).toEqual(empty);
    expect(await read(order, { page: 1, per_page: 2, bookmark: bookmarks?.previous }, 2)).toEqual(empty);
    expect(await read(order, { page: 3, per_page: 1 }, 2)).toEqual(empty);
    expect(await read(order, { page: 1_000_000, per_page: 100 }, 2)).toEqual(empty);
  });

  it('goes on from where the reader was, whatever was added or taken away meanwhile', async () => {
    await fill(['b', 'd', 'f', 'h'].map((name) => [name, 1, '1.00', 1, '2026-01-01Z']));
    const order: SortKey[] = [{ name: 'name', sql: 't.name', type: 'text', descending: false }];
    const { bookmarks } = await read(order, { page: 1, per_page: 2 }, 4);
    await database.query(`DELETE FROM t WHERE name IN ('b', 'd')`);
    await database.query(
      `INSERT INTO t (name, year, price, popularity, added_at) SELECT n, 1, 1, 1, now() FROM unnest('{a,c,e}'::text[]) n`,
    );

    const next = await read(order, { page: 2, per_page: 2, bookmark: bookmarks?.next }, 5);

    expect(next.ids).toEqual([7, 3]);
  });

  it('is refused or found, whatever somebody writes into a bookmark', async () => {
    await fill([['a', 1, '1.00', 1, '2026-01-01Z']]);
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789-+.e: '), maxLength: 12 });
    const two = fc.integer({ min: 0, max: 70 }).map((number) => String(number).padStart(2, '0'));
    const time = fc
      .tuple(fc.constantFrom('0000', '2025', '9999'), two, two, two, two, two, fc.constantFrom('+', '-'), two)
      .map((t) => `${t[0]}-${t[1]}-${t[2]} ${t[3]}:${t[4]}:${t[5]}${t[6]}${t[7]}`);
    const number = fc.tuple(fc.integer(), fc.integer({ min: -500, max: 500 })).map(([a, b]) => `${a}e${b}`);
    const value = fc.oneof(digits, time, number, fc.string({ unit: 'binary' }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(TYPES)), value, async (name, forged) => {
        const order: SortKey[] = [{ name, sql: `t.${name}`, type: TYPES[name] ?? 'text', descending: false }];
        const bookmark = Buffer.from(JSON.stringify([name, 'n', forged, '7'])).toString('base64url');
        const outcome = await read(order, { page: 2, per_page: 1, bookmark }, 2).catch(
          (error: unknown) => error,
        );

        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(InvalidFieldsError);
      }),
      { numRuns: 400 },
    );
  });
});
