import { fastify, type FastifyInstance } from 'fastify';
import { AllowedMethods } from './allowed-methods.js';

describe('the methods of a path', () => {
  let server: FastifyInstance;
  let allowed: AllowedMethods;
  beforeAll(async () => {
    server = fastify();
    allowed = new AllowedMethods(server);
    const handler = (): string => 'ok';
    server.get('/movies', handler);
    server.post('/movies', handler);
    server.route({ method: ['PATCH', 'DELETE'], url: '/movies/:uuid', handler });
    server.get('/movies/latest', handler);
    server.get('/media/*', handler);
    server.all('*', handler);
    await server.ready();
  });
  afterAll(() => server.close());

  it.each([
    ['/movies', ['GET', 'HEAD', 'POST']],
    ['/movies/7', ['DELETE', 'PATCH']],
    ['/movies/latest', ['DELETE', 'GET', 'HEAD', 'PATCH']],
    ['/media/a/b.webp', ['GET', 'HEAD']],
    ['/movies/7/poster', []],
    ['/moovies', []],
    ['/', []],
    ['', []],
    ['/movies/%E0%A4%A', []],
  ])('%s are %j', (path, methods) => {
    expect(allowed.of(path)).toEqual(methods);
  });

  it('are known for values of a thousand characters', () => {
    expect(allowed.of(`/movies/${'x'.repeat(1_000)}`)).toEqual(['DELETE', 'PATCH']);
  });
});
