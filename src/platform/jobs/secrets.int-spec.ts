import { eventually } from '../../../test/support/eventually.js';
import { type JobProcess, StandingClock, startJobProcess } from '../../../test/support/job-process.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { DeadLetters, JobHandler, type JobProcessor } from './index.js';
import { OutboxCleanup } from './outbox-cleanup.task.js';

declare module './index.js' {
  interface JobPayloads {
    'test.confidential': { about: string; secret?: { token: string } };
  }
}

@JobHandler('test.confidential')
class ConfidentialHandler implements JobProcessor<'test.confidential'> {
  readonly heard: (string | undefined)[] = [];

  handle({ secret }: { secret?: { token: string } }): Promise<void> {
    this.heard.push(secret?.token);
    return this.heard.length > 1 ? Promise.resolve() : Promise.reject(new Error('not yet'));
  }
}

describe('The secret of a job', () => {
  let database: TestDatabase;
  let clock: StandingClock;
  let process: JobProcess;

  beforeEach(async () => {
    database = await createTestDatabase();
    clock = new StandingClock(new Date('2100-01-01T00:00:00Z'));
    process = await startJobProcess({ databaseUrl: database.url, providers: [ConfidentialHandler], clock });
  });

  afterEach(async () => {
    await process.close();
    await database.drop();
  });

  it('is there for every attempt and gone after delivery, the rest of the payload is not', async () => {
    await process.add('test.confidential', { about: 'mail', secret: { token: 'abc' } });

    await eventually(async () => {
      expect(await database.query('SELECT payload FROM outbox WHERE delivered_at IS NOT NULL')).toEqual([
        { payload: { about: 'mail' } },
      ]);
    });
    expect(process.get(ConfidentialHandler).heard).toEqual(['abc', 'abc']);
  });

  it('needs no job to have one, or a payload with members', async () => {
    await process.add('test.confidential', { about: 'mail' });
    await database.query(`INSERT INTO outbox (name, payload) VALUES ('test.confidential', '["secret"]')`);

    await eventually(async () => {
      expect(
        await database.query('SELECT payload FROM outbox WHERE delivered_at IS NOT NULL ORDER BY id'),
      ).toEqual([{ payload: { about: 'mail' } }, { payload: ['secret'] }]);
    });
  });

  describe('that was given up', () => {
    const WEEK = 7 * 24 * 3_600;
    const giveUp = async (payload: unknown): Promise<string> => {
      const [row] = await database.query<{ id: string }>(
        `INSERT INTO outbox (name, payload, attempts, failed_at, last_error)
         VALUES ('test.confidential', $1, 8, $2, 'Error: no') RETURNING id`,
        [JSON.stringify(payload), clock.now()],
      );
      return row?.id ?? '';
    };
    const payloads = () => database.query('SELECT payload FROM outbox ORDER BY id');

    it('is kept for a week, in which the job can be tried again, and then forgotten', async () => {
      const [first, second] = [
        await giveUp({ about: 'mail', secret: { token: 'abc' } }),
        await giveUp({ about: 'letter', secret: { token: 'def' } }),
      ];
      clock.advance(WEEK);
      expect(await process.get(OutboxCleanup).run()).toContain('forgot the secrets of 0 failed ones');
      expect(await process.get(DeadLetters).retry(first)).toMatchObject({ id: first, attempts: 8 });
      await eventually(() => expect(process.get(ConfidentialHandler).heard).toEqual(['abc', 'abc']));

      clock.advance(1);
      expect(await process.get(OutboxCleanup).run()).toContain('forgot the secrets of 1 failed ones');

      expect(await database.query('SELECT payload FROM outbox WHERE id = $1', [second])).toEqual([
        { payload: { about: 'letter', secret: null } },
      ]);
      await expect(process.get(DeadLetters).retry(second)).rejects.toThrow('is gone');
    });

    it('is all that is forgotten', async () => {
      const open = [{ about: 'mail' }, ['secret'], 'secret', null];
      for (const payload of open) await giveUp(payload);
      clock.advance(WEEK + 1);

      expect(await process.get(OutboxCleanup).run()).toContain('forgot the secrets of 0 failed ones');

      expect(await payloads()).toEqual(open.map((payload) => ({ payload })));
    });
  });
});
