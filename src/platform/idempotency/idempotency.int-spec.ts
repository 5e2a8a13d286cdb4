import { Body, Controller, HttpCode, Module, Param, Post, Res } from '@nestjs/common';
import { IsOptional, IsString } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { request as send } from 'node:http';
import { eventually } from '../../../test/support/eventually.js';
import { StandingClock } from '../../../test/support/job-process.js';
import { Gate } from '../../../test/support/job-script.js';
import { createTestApp, type TestApp } from '../../../test/support/test-app.js';
import { TEST_PASSWORD, testEmail } from '../../../test/support/test-accounts.js';
import { PagesModule } from '../../modules/pages/index.js';
import type { Group } from '../auth/index.js';
import { Clock } from '../clock/index.js';
import { DomainError, NotFoundError, problemType } from '../errors/index.js';
import { Metrics } from '../observability/index.js';
import { ApiProblems, OpenApi } from '../openapi/index.js';
import { RateLimits } from '../rate-limits/index.js';
import { IdempotencyCleanup } from './idempotency-cleanup.task.js';
import { Idempotent, IdempotencyModule } from './index.js';

const taken = problemType('thing-taken', {
  kind: 'conflict',
  title: 'Taken',
  explanation: 'Somebody has it.',
  example: 'It is taken.',
});

class TakenError extends DomainError {
  constructor() {
    super(taken, taken.example);
  }
}

class ThingDto {
  @IsOptional()
  @IsString()
  name?: string;
}

/** What the handler of these tests does, and how often it did. */
const script = {
  done: 0,
  work: (): Promise<unknown> => Promise.resolve({}),
};

@Controller('things')
class ThingsController {
  @Post()
  @Idempotent()
  @ApiProblems(taken)
  async create(
    @Body() { name }: ThingDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    script.done += 1;
    const id = script.done;
    const more = await script.work();
    reply.headers({ location: `/things/${id}`, etag: `"thing-${id}"` });
    return { id, name, ...(more as object) };
  }

  @Post(':id/close')
  @HttpCode(200)
  @Idempotent()
  async close(@Param('id') id: string): Promise<unknown> {
    script.done += 1;
    return { id, ...((await script.work()) as object) };
  }

  @Post(':id/forget')
  @HttpCode(204)
  @Idempotent()
  async forget(): Promise<void> {
    script.done += 1;
    await script.work();
  }
}

@Module({ imports: [IdempotencyModule], controllers: [ThingsController] })
class ThingsModule {}

let app: TestApp;
let clock: StandingClock;

beforeAll(async () => {
  clock = new StandingClock();
  app = await createTestApp({
    environment: { RUN_WORKER: 'off' },
    configure: (builder) =>
      builder.overrideModule(PagesModule).useModule(ThingsModule).overrideProvider(Clock).useValue(clock),
  });
});
beforeEach(async () => {
  await app.database.query('DELETE FROM idempotency_keys');
  script.done = 0;
  script.work = () => Promise.resolve({});
});
afterAll(() => app.close());

const post = (key: string, body: object = { name: 'chair' }, path = '/things', group: Group = 'user') =>
  app.as(group).post(path).set('idempotency-key', key).send(body);
const keys = () =>
  app.database.query('SELECT principal, key, answer_status FROM idempotency_keys ORDER BY principal, key');

describe('A request with an idempotency key', () => {
  it('is done once, and answered the same with status, address, tag and body', async () => {
    const first = await post('one').expect(201);
    const again = await post('one').expect(201);

    expect(script.done).toBe(1);
    expect(again.text).toBe(first.text);
    for (const header of ['location', 'etag', 'content-type', 'cache-control'])
      expect([header, again.headers[header]]).toEqual([header, first.headers[header]]);
    expect(first.headers).not.toHaveProperty('idempotency-replayed');
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.headers['location']).toBe('/things/1');
  });

  it('is the same with a slash at the end and with the prefix', async () => {
    const body = { name: 'chair' };
    await post('one', body).expect(201);

    await post('one', body, '/things/').expect(201);
    await post('one', body, '/api/things').expect(201);

    expect(script.done).toBe(1);
  });

  it('is not the same for somebody else', async () => {
    await post('one').expect(201);

    const other = await post('one', { name: 'chair' }, '/things', 'cashier').expect(201);

    expect(other.body).toMatchObject({ id: 2 });
    expect(await keys()).toEqual([
      { principal: 'user:1', key: 'one', answer_status: 201 },
      { principal: 'user:2', key: 'one', answer_status: 201 },
    ]);
  });

  it.each([
    ['another body', { name: 'table' }, '/things'],
    ['another address', { name: 'chair' }, '/things/1/close'],
  ])('is refused with %s, and the first answer stays', async (_, body, path) => {
    const first = await post('one').expect(201);

    const { body: problem } = await post('one', body, path).expect(422);

    expect(problem).toMatchObject({
      type: '/problems/idempotency-key-reused',
      errors: [{ field: 'Idempotency-Key', message: 'was used for another request' }],
    });
    expect((await post('one').expect(201)).text).toBe(first.text);
    expect(script.done).toBe(1);
  });

  it('answers without a body alike', async () => {
    await post('one', {}, '/things/1/forget').expect(204);

    const again = await post('one', {}, '/things/1/forget').expect(204);

    expect([again.text, again.headers['idempotency-replayed'], script.done]).toEqual(['', 'true', 1]);
  });

  it('keeps a status of 200', async () => {
    await post('one', {}, '/things/7/close').expect(200, { id: '7' });

    await post('one', {}, '/things/7/close').expect(200, { id: '7' });

    expect(script.done).toBe(1);
  });

  it.each([
    ['', 'an empty key'],
    ['a b', 'a blank'],
    ['a\tb', 'a tab'],
    ['é', 'a letter that is not ASCII'],
    ['k'.repeat(256), 'more than 255 characters'],
  ])('%j is refused for %s', async (key) => {
    const { body } = await post(key).expect(422);

    expect(body.errors).toEqual([
      { field: 'Idempotency-Key', message: 'must be 1 to 255 visible ASCII characters, given once' },
    ]);
    expect(script.done).toBe(0);
  });

  it('may have 255 characters, and each request without one is done', async () => {
    await post('~'.repeat(255)).expect(201);
    await app.as('user').post('/things').send({}).expect(201);
    await app.as('user').post('/things').send({}).expect(201);

    expect(script.done).toBe(3);
    expect(await keys()).toHaveLength(1);
  });

  it('needs an account like any other, and takes no key before', async () => {
    await app.as().post('/things').set('idempotency-key', 'one').send({}).expect(401);

    expect(await keys()).toEqual([]);
  });
});

describe('A failure', () => {
  it('of the request is kept', async () => {
    script.work = () => Promise.reject(new NotFoundError('thing', 7));
    const first = await post('one').expect(404);
    script.work = () => Promise.resolve({});

    const again = await post('one').expect(404);

    expect(again.text).toBe(first.text);
    for (const header of ['content-type', 'cache-control'])
      expect([header, again.headers[header]]).toEqual([header, first.headers[header]]);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(script.done).toBe(1);
  });

  it('of validation is kept', async () => {
    const first = await post('one', { name: 7 }).expect(422);

    const again = await post('one', { name: 7 }).expect(422);

    expect([again.text, again.headers['idempotency-replayed']]).toEqual([first.text, 'true']);
    await post('one', { name: 'seven' }).expect(422);
  });

  it.each([
    ['a conflict', 409, () => new TakenError()],
    ['a fault of ours', 500, () => new Error('out of paper')],
  ])('that is %s is not kept', async (_, status, failure) => {
    script.work = () => Promise.reject(failure());
    await post('one').expect(status);
    script.work = () => Promise.resolve({});

    const again = await post('one').expect(201);

    expect(again.headers).not.toHaveProperty('idempotency-replayed');
    expect(script.done).toBe(2);
  });

  it('for asking too often is not kept', async () => {
    const limit = { name: 'things', times: 1, seconds: 60, by: 'user' } as const;
    script.work = () => app.get(RateLimits).count(limit, 'somebody');
    await post('zero').expect(201);
    await post('one').expect(429);
    script.work = () => Promise.resolve({});

    await post('one').expect(201);
  });
});

describe('An answer', () => {
  it('of more than 256 kB is not kept', async () => {
    script.work = () => Promise.resolve({ text: 'é'.repeat(131_072) });
    await post('one').expect(201);
    expect(await keys()).toEqual([]);

    script.work = () => Promise.resolve({ text: 'é'.repeat(131_000) });
    await post('two').expect(201);
    await post('two').expect(201);
    expect(script.done).toBe(2);
  });

  it('is forgotten after a day, and the row goes', async () => {
    await post('one').expect(201);
    clock.advance(86_399);
    await post('one').expect(201);
    expect(script.done).toBe(1);
    expect(await app.get(IdempotencyCleanup).run()).toBe('removed 0 idempotency keys');

    clock.advance(1);
    await post('one', { name: 'table' }).expect(201);
    expect(script.done).toBe(2);

    clock.advance(86_400);
    expect(await app.get(IdempotencyCleanup).run()).toBe('removed 1 idempotency keys');
    expect(await keys()).toEqual([]);
    expect(await app.get(Metrics).registry.metrics()).toContain('removed_total{kind="idempotency keys"} 1');
  });
});

describe('The same request at once', () => {
  it('is done once of twenty; the others are told to wait, and get the answer then', async () => {
    const gate = new Gate();
    script.work = () => gate.opened.then(() => ({}));
    const answers = Array.from({ length: 20 }, () => post('one').then((answer) => answer));
    const first = Promise.race(answers);

    const told = await first;
    expect(told.status).toBe(409);
    expect(told.headers['retry-after']).toBe('2');
    expect(told.body).toMatchObject({ type: '/problems/idempotency-in-progress' });
    await eventually(() => expect(script.done).toBe(1));
    gate.open();

    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(1);
    for (const status of statuses) expect([201, 409]).toContain(status);
    expect(script.done).toBe(1);
    expect((await post('one').expect(201)).body).toMatchObject({ id: 1 });
  });

  it('with another body is refused even while the first is worked on', async () => {
    const gate = new Gate();
    script.work = () => gate.opened.then(() => ({}));
    const first = post('one').then((answer) => answer);
    await eventually(() => expect(script.done).toBe(1));

    await post('one', { name: 'table' }).expect(422);

    gate.open();
    expect((await first).status).toBe(201);
  });
});

describe('A client that goes away', () => {
  it('finds the answer when it comes back', async () => {
    const gate = new Gate();
    script.work = () => gate.opened.then(() => ({}));
    await app.app.listen(0, '127.0.0.1');
    const address = new URL('/things', await app.app.getUrl());
    const token = (
      (
        await app
          .as()
          .post('/accounts/login')
          .send({ email: testEmail('user'), password: TEST_PASSWORD })
      ).body as { access_token: string }
    ).access_token;
    const going = send(address, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': 'one',
        'content-type': 'application/json',
      },
    });
    going.on('error', () => undefined);
    going.end(JSON.stringify({ name: 'chair' }));
    await eventually(() => expect(script.done).toBe(1));
    going.destroy();
    await post('one').expect(409);
    gate.open();

    await eventually(async () => {
      const answer = await post('one');
      expect([answer.status, answer.headers['idempotency-replayed']]).toEqual([201, 'true']);
    });
    expect(script.done).toBe(1);
  });
});

describe('A process that dies half-way', () => {
  it('leaves the key locked for a minute; then one of many takes the work over, and what comes late is not kept', async () => {
    const late = new Gate();
    script.work = () => late.opened.then(() => ({ late: true }));
    const lost = post('one').then((answer) => answer);
    await eventually(() => expect(script.done).toBe(1));
    script.work = () => Promise.resolve({});

    clock.advance(59);
    await post('one').expect(409);
    clock.advance(1);
    await post('one', { name: 'table' }).expect(422);
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('one')));

    expect(script.done).toBe(2);
    const good = answers.filter(({ status }) => status === 201);
    expect(good.length).toBeGreaterThanOrEqual(1);
    for (const { body } of good) expect(body).toEqual({ id: 2, name: 'chair' });
    late.open();
    expect((await lost).body).toMatchObject({ id: 1, late: true });
    expect((await post('one').expect(201)).body).toEqual({ id: 2, name: 'chair' });
  });
});

describe('The description of such a request', () => {
  it('has the header with an example, and what can go wrong besides the handler’s own problems', () => {
    const operation = app.get(OpenApi).document?.paths['/things']?.post;

    expect(operation?.parameters).toContainEqual(
      expect.objectContaining({
        name: 'Idempotency-Key',
        in: 'header',
        required: false,
        schema: expect.objectContaining({ example: expect.stringMatching(/^[0-9a-f-]{36}$/) }),
      }),
    );
    const slugs = Object.values(operation?.responses ?? {}).flatMap((response) =>
      response && 'content' in response
        ? Object.keys(response.content?.['application/problem+json']?.examples ?? {})
        : [],
    );
    expect(slugs).toEqual(
      expect.arrayContaining([
        'thing-taken',
        'validation-failed',
        'idempotency-key-reused',
        'idempotency-in-progress',
      ]),
    );
  });
});
