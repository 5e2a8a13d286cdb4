import { setTimeout as delay } from 'node:timers/promises';
import { type ConnectedDatabase, connectDatabase } from '../../../../test/support/connected-database.js';
import { Gate } from '../../../../test/support/job-script.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { CatalogueRevision } from './catalogue-revision.js';

/** What other instances may lag behind, in milliseconds. */
const LAG_MS = 500;

describe('the revision of the catalogue', () => {
  let test: TestDatabase;
  let here: ConnectedDatabase;
  let revision: CatalogueRevision;

  beforeEach(async () => {
    test = await createTestDatabase();
    here = await connectDatabase(test.url);
    revision = new CatalogueRevision(here.database, here.transaction);
  });
  afterEach(async () => {
    await here.close();
    await test.drop();
  });

  const inDatabase = async (): Promise<number> => {
    const [row] = await test.query<{ revision: string }>('SELECT revision FROM catalogue_revision');
    return Number(row?.revision);
  };

  it('is raised by a change, and known here as soon as that is committed', async () => {
    const before = await revision.current();
    await here.transaction.run(() => revision.advance());

    expect(await revision.current()).toBe(before + 1);
    expect(await inDatabase()).toBe(before + 1);
  });

  it('is not raised by a change that was taken back', async () => {
    const before = await revision.current();
    const failing = here.transaction.run(async () => {
      await revision.advance();
      throw new Error('taken back');
    });

    await expect(failing).rejects.toThrow('taken back');
    expect(await revision.current()).toBe(before);
    expect(await inDatabase()).toBe(before);
  });

  it('is another one for each of many changes at once', async () => {
    const before = await revision.current();
    await Promise.all(Array.from({ length: 20 }, () => here.transaction.run(() => revision.advance())));

    expect(await revision.current()).toBe(before + 20);
  });

  it('can be raised in a transaction only', async () => {
    await expect(revision.advance()).rejects.toThrow('must run inside Transaction.run()');
  });

  it('never goes back, when an older answer of the database comes late', async () => {
    const committed = new Gate();
    const { database } = here;
    const prepared = database.prepared.bind(database);
    jest.spyOn(database, 'prepared').mockImplementationOnce(async (...query) => {
      const rows = await prepared(...query);
      await committed.opened;
      return rows;
    });
    const asking = revision.current();
    await here.transaction.run(() => revision.advance());
    committed.open();

    expect(await asking).toBe(await inDatabase());
    expect(await revision.current()).toBe(await inDatabase());
  });

  it('is known to other processes within half a second, which ask seldom', async () => {
    const other = await connectDatabase(test.url);
    const elsewhere = new CatalogueRevision(other.database, other.transaction);
    const questions = jest.spyOn(other.database, 'prepared');
    let asked = 0;
    for (let round = 0; round < 3; round += 1) {
      await elsewhere.current();
      await here.transaction.run(() => revision.advance());
      const changed = performance.now();
      const known = await inDatabase();
      let lag = 0;
      for (;;) {
        const now = performance.now();
        if ((await elsewhere.current()) === known) break;
        lag = now - changed;
        asked += 1;
        await delay(5);
      }

      expect(lag).toBeLessThanOrEqual(LAG_MS);
    }
    expect(asked).toBeGreaterThan(10);
    expect(questions.mock.calls.length).toBeLessThanOrEqual(6);
    await other.close();
  });

  describe('keeps what is derived from content', () => {
    const counter = () => {
      const counted = {
        count: 0,
        compute: async () => {
          await delay(1);
          counted.count += 1;
          return counted.count;
        },
      };
      return counted;
    };

    it('and computes it once for each revision', async () => {
      const films = counter();
      const first = await Promise.all([1, 2, 3].map(() => revision.derive('films', films.compute)));
      const again = await revision.derive('films', films.compute);
      await here.transaction.run(() => revision.advance());
      const after = await revision.derive('films', films.compute);

      expect([...first, again, after]).toEqual([1, 1, 1, 1, 2]);
    });

    it('by name', async () => {
      expect(await revision.derive('a', () => Promise.resolve(17))).toBe(17);
      expect(await revision.derive('b', () => Promise.resolve({ n: 4 }))).toEqual({ n: 4 });
      expect(await revision.derive('a', () => Promise.resolve(0))).toBe(17);
    });

    it('but not its failures', async () => {
      await expect(revision.derive('films', () => Promise.reject(new Error('away')))).rejects.toThrow('away');

      expect(await revision.derive('films', () => Promise.resolve(3))).toBe(3);
    });
  });

  it('says so when the database cannot be asked, and is known again when it can', async () => {
    await test.query('ALTER TABLE catalogue_revision RENAME TO away');
    await expect(revision.current()).rejects.toMatchObject({ code: '42P01' });
    await test.query('ALTER TABLE away RENAME TO catalogue_revision');

    expect(await revision.current()).toBe(await inDatabase());
  });
});
