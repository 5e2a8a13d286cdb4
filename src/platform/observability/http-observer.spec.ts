import fastify, { type FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { Health } from './health.js';
import { closeWhenDraining, observeHttp } from './http-observer.js';
import { Metrics } from './metrics.js';

describe('the line that is logged for a request', () => {
  let server: FastifyInstance;
  let lines: string[];
  beforeEach(() => {
    lines = [];
    server = fastify();
    observeHttp(server, new Metrics(), pino({}, { write: (line: string) => lines.push(line) }));
    server.get('/films/:id', () => 'film');
    server.get('/tickets/:code', { config: { hasSecretPath: true } }, () => 'ticket');
  });
  afterEach(() => server.close());

  it('has the path, without what stands behind its question mark', async () => {
    await server.inject('/films/7?token=hush');

    expect(JSON.parse(lines.join(''))).toMatchObject({ path: '/films/7', route: '/films/:id', status: 200 });
    expect(lines.join('')).not.toContain('hush');
  });

  it('has the route alone where the path itself lets people in', async () => {
    await server.inject('/tickets/ABCDEFGHJKLMNPQR');

    expect(JSON.parse(lines.join(''))).toMatchObject({ path: '/tickets/:code', route: '/tickets/:code' });
    expect(lines.join('')).not.toContain('ABCDEFGHJKLMNPQR');
  });
});

describe('a process that is about to go', () => {
  it('lets go of connections with each answer, so that nobody sends into nothing', async () => {
    const server = fastify();
    const health = new Health();
    closeWhenDraining(server, health);
    server.get('/films', () => 'films');
    const before = await server.inject('/films');
    health.startDraining();
    const after = await server.inject('/films');
    await server.close();

    expect([before.headers.connection, after.headers.connection]).toEqual(['keep-alive', 'close']);
  });
});
