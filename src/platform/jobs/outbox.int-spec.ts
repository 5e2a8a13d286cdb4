import { Client } from 'pg';
import { eventually } from '../../../test/support/eventually.js';
import { type JobProcess, startJobProcess } from '../../../test/support/job-process.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Transaction } from '../database/index.js';
import { JobHandler, type JobProcessor, Outbox } from './index.js';

declare module './index.js' {
  interface JobPayloads {
    'test.kept': { text: string };
    'test.orphan': Record<string, never>;
  }
}

@JobHandler('test.kept')
class KeptHandler implements JobProcessor<'test.kept'> {
  handle(): Promise<void> {
    return Promise.resolve();
  }
}

describe('The outbox', () => {
  let database: TestDatabase;
  let process: JobProcess;

  beforeEach(async () => {
    database = await createTestDatabase();
    process = await startJobProcess({ databaseUrl: database.url, work: false, providers: [KeptHandler] });
  });

  afterEach(async () => {
    await process.close();
    await database.drop();
  });

  it('keeps a job together with the change that caused it', async () => {
    const id = await process.add(
      'test.kept',
      { text: 'it’s "so" 🎬' },
      { notBefore: new Date('2031-01-02T03:04:05Z') },
    );

    const [row] = await database.query('SELECT * FROM outbox');
    expect(row).toMatchObject({
      id,
      name: 'test.kept',
      payload: { text: 'it’s "so" 🎬' },
      not_before: new Date('2031-01-02T03:04:05Z'),
      attempts: 0,
      dispatched_at: null,
      delivered_at: null,
      failed_at: null,
    });
  });

  it('has nothing of a transaction that was rolled back', async () => {
    const attempt = process.get(Transaction).run(async () => {
      await process.get(Outbox).add('test.kept', { text: 'never' });
      throw new Error('changed my mind');
    });

    await expect(attempt).rejects.toThrow('changed my mind');
    expect(await database.query('SELECT * FROM outbox')).toEqual([]);
  });

  it('refuses jobs outside a transaction', async () => {
    await expect(process.get(Outbox).add('test.kept', { text: 'lost' })).rejects.toThrow(
      'inside Transaction.run()',
    );
    expect(await database.query('SELECT * FROM outbox')).toEqual([]);
  });

  it('refuses jobs that nobody handles', async () => {
    await expect(process.add('test.orphan', {})).rejects.toThrow(
      "No provider has @JobHandler('test.orphan').",
    );
  });

  it('rings once for a transaction, however many jobs it adds, and says nothing more than that', async () => {
    const listener = new Client({ connectionString: database.url });
    await listener.connect();
    await listener.query('LISTEN outbox');
    const heard: (string | undefined)[] = [];
    listener.on('notification', ({ payload }) => heard.push(payload));

    await process.get(Transaction).run(async () => {
      for (const text of ['a', 'b', 'c']) await process.get(Outbox).add('test.kept', { text });
    });

    await eventually(() => expect(heard).toEqual(['']));
    await listener.query('SELECT 1');
    expect(heard).toEqual(['']);
    await listener.end();
  });

  it('knows payloads by the name of the job', () => {
    const outbox = process.get(Outbox);
    // @ts-expect-error the payload lacks its text
    const lacking = (): unknown => outbox.add('test.kept', {});
    // @ts-expect-error there is no such job
    const unknown = (): unknown => outbox.add('test.unknown', {});
    expect([lacking, unknown]).toHaveLength(2);
  });
});
