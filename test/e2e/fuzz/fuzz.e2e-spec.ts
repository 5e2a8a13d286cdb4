import fc from 'fast-check';
import { aConcession } from '../../support/concessions.js';
import { aMovie } from '../../support/factories.js';
import { aPromoCode } from '../../support/loyalty.js';
import type { OpenApiDocument, Operation } from '../../support/openapi-schema.js';
import { runProgram } from '../../support/program.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aScreening } from '../../support/theatre.js';
import { Answers } from './answers.js';
import { type FuzzRequest, requestsFor } from './requests.js';

/** Requests for each operation; `FUZZ_RUNS=200` for a long look. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 5);
/** Enough for links to be made; nobody is talked to. */
const TELEGRAM = {
  TELEGRAM_BOT_NAME: 'cinema_bot',
  TELEGRAM_BOT_SECRET: 'a-secret-of-this-test-0123456789abcdef',
};
/** Streams never end, and have tests of their own. */
const isStream = (path: string): boolean => path.endsWith('/stream');

describe('Every endpoint, asked at random', () => {
  let app: TestApp;
  let document: OpenApiDocument;
  let answers: Answers;
  let uuids: string[];

  beforeAll(async () => {
    const program = runProgram('cli', ['openapi'], {
      DATABASE_URL: process.env['CINEMA_TEST_SERVER_URL'] ?? '',
      LOG_LEVEL: 'error',
    });
    if ((await program.ended) !== 0) throw new Error(program.output());
    document = JSON.parse(program.answer()) as OpenApiDocument;
    answers = new Answers(document);
    app = await createTestApp({ environment: { RATE_LIMIT_SCALE: '1000000', ...TELEGRAM } });
    uuids = [(await aMovie(app)).uuid, (await aMovie(app)).uuid];
    await aScreening(app);
    await aConcession(app);
    await aPromoCode(app);
  });
  afterAll(() => app.close());

  /** Ids that there are, or nearly; what the test signs in with is left alone. */
  const knownIn =
    (path: string) =>
    (name: string): fc.Arbitrary<unknown> => {
      if (name === 'uuid') return fc.constantFrom(...uuids);
      if (name.endsWith('id'))
        return path.includes('/users/') ? fc.integer({ min: 5, max: 9 }) : fc.integer({ min: 1, max: 3 });
      return fc.string({ minLength: 1, maxLength: 16 });
    };

  /** Requests may sign the administrator out: the next one begins anew. */
  const letIn = async (): Promise<void> => {
    await app.database.query(
      `UPDATE users SET is_active = true, group_id = 4, deleted_at = NULL WHERE id = 4`,
    );
    await app.database.query('UPDATE sessions SET ended_at = NULL WHERE user_id = 4');
  };

  const send = async (method: string, { path, query, body }: FuzzRequest, group?: 'admin') => {
    const client = app.as(group);
    const request = client[method as 'get'](path).query(query);
    return body === undefined
      ? request
      : request.set('content-type', 'application/json').send(JSON.stringify(body));
  };

  it('answers as the description says, and never with an error of ours', async () => {
    const faults: string[] = [];
    const statuses = new Map<number, number>();
    for (const [path, item] of Object.entries(document.paths)) {
      if (isStream(path)) continue;
      for (const [method, operation] of Object.entries<Operation>(item)) {
        const requests = fc.sample(requestsFor(document, path, operation, knownIn(path)), RUNS);
        await letIn();
        for (const [index, request] of requests.entries()) {
          const { status, type, body } = await send(method, request, index === 0 ? undefined : 'admin');
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          const fault = answers.fault(operation, status, type, body);
          if (fault) faults.push(`${method} ${path} ${fault} to ${JSON.stringify(request).slice(0, 400)}`);
        }
      }
    }
    expect(faults).toEqual([]);
    expect(statuses.get(200)).toBeGreaterThan(100);
    expect(statuses.get(422)).toBeGreaterThan(100);
  }, 300_000);
});
