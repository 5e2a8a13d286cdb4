import { fastify, type FastifyInstance } from 'fastify';
import { StaleError } from '../errors/index.js';
import { contentEtag, etagOf, namesEtag, requireMatch } from './etag.js';
import { addHttpHooks } from './http-hooks.js';

describe('etagOf', () => {
  it('is the same for the same body, and another for another', () => {
    expect(etagOf('{"a":1}')).toBe(etagOf(Buffer.from('{"a":1}')));
    expect(etagOf('{"a":1}')).not.toBe(etagOf('{"a":2}'));
    expect(etagOf('é')).toMatch(/^"[\w-]+"$/);
  });
});

describe('requireMatch', () => {
  const tag = contentEtag('4', '17.9.1');

  it.each([
    undefined,
    '*',
    ' * ',
    tag,
    `W/${tag}`,
    ` ${tag} `,
    `"3.1", ${tag}`,
    `"x",W/${tag},"y"`,
    contentEtag('4', 'other counters'),
    '"4"',
  ])('lets an editor through with %s', (ifMatch) => {
    expect(() => requireMatch(ifMatch, '4', 'movie')).not.toThrow();
  });

  it.each([
    '"3.17.9.1"',
    '"40.1"',
    '"14.1"',
    '"0.4"',
    '4',
    '4.17.9.1',
    '',
    '""',
    '"3.1", "5.1"',
    'W/4',
    '"*"',
  ])('stops one with %j', (ifMatch) => {
    expect(() => requireMatch(ifMatch, '4', 'movie')).toThrow(StaleError);
  });
});

describe('namesEtag', () => {
  it.each([
    ['"a"', true],
    ['W/"a"', true],
    ['*', true],
    ['"b", "a"', true],
    ['"b" ,W/"a", "c"', true],
    ['"b"', false],
    ['a', false],
    ['"A"', false],
    ['"aa"', false],
    ['"b", *', false],
    ['', false],
  ])('finds "a" in %j: %s', (header, found) => {
    expect(namesEtag(header, '"a"')).toBe(found);
  });
});

describe('a conditional answer', () => {
  let server: FastifyInstance;
  beforeAll(() => {
    server = fastify();
    addHttpHooks(server);
    server.route({ method: ['GET', 'POST'], url: '/plain', handler: () => ({ name: 'Heat' }) });
    server.get('/tagged', (_request, reply) => reply.header('etag', '"4.1"').send({ name: 'Heat' }));
    server.get('/missing', (_request, reply) => reply.status(404).send({ name: 'none' }));
  });
  afterAll(() => server.close());

  const ask = (url: string, etag: string, method: 'GET' | 'POST' | 'HEAD' = 'GET') =>
    server.inject({ method, url, headers: { 'if-none-match': etag } });

  it('has a tag of its body, unless the handler gave it one', async () => {
    expect((await server.inject('/plain')).headers.etag).toBe(etagOf('{"name":"Heat"}'));
    expect((await server.inject('/tagged')).headers.etag).toBe('"4.1"');
  });

  it.each(['GET', 'HEAD'] as const)('is 304 without a body for those who have it (%s)', async (method) => {
    const answer = await ask('/tagged', 'W/"4.1", "x"', method);

    expect(answer.statusCode).toBe(304);
    expect(answer.body).toBe('');
    expect(answer.headers).toMatchObject({ etag: '"4.1"', 'cache-control': 'no-cache' });
    expect(answer.headers).not.toHaveProperty('content-type');
  });

  it('is whole for those who have something else', async () => {
    expect((await ask('/tagged', '"4.2"')).json()).toEqual({ name: 'Heat' });
  });

  it('is not conditional for other methods, nor for errors', async () => {
    expect((await ask('/plain', '*', 'POST')).statusCode).toBe(200);
    expect((await ask('/missing', '*')).statusCode).toBe(404);
  });
});
