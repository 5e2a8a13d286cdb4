import { eventually } from '../../../test/support/eventually.js';
import { type JobProcess, startJobProcess } from '../../../test/support/job-process.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { JobHandler, type JobProcessor } from './index.js';

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
  let process: JobProcess;

  beforeEach(async () => {
    database = await createTestDatabase();
    process = await startJobProcess({ databaseUrl: database.url, providers: [ConfidentialHandler] });
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
});
