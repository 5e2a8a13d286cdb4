import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type Program, runProgram, untilReady } from '../../support/program.js';

interface Listed {
  total_items: number;
  items: { name: string }[];
}

/** The default start, as `npm start` runs it after the build. */
describe('the default start', () => {
  let directory: string;
  let port: number;
  const running: Program[] = [];
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'online-cinema-test-'));
    await chmod(directory, 0o755);
    port = await freePort();
  });
  afterEach(async () => {
    for (const program of running.splice(0)) {
      program.child.kill('SIGTERM');
      await program.ended;
    }
    await rm(directory, { recursive: true, force: true });
  });

  const settings = (): Record<string, string> => ({
    DATA_DIR: join(directory, 'data'),
    PORT: String(port),
    LOG_LEVEL: 'warn',
  });
  const start = (): Program => {
    const program = runProgram('main', [], settings());
    running.push(program);
    return program;
  };
  const films = async (query = ''): Promise<Listed> =>
    (await (await fetch(`http://127.0.0.1:${port}/movies?${query}`)).json()) as Listed;

  it('needs nothing, fills the catalogue, tells what runs where, and ends on SIGINT leaving nothing behind', async () => {
    const program = start();
    await untilReady(program);

    expect(program.output()).toContain(`http://localhost:${port}`);
    expect(program.output().match(/curl '/g)).toHaveLength(3);
    expect((await films()).total_items).toBeGreaterThanOrEqual(250);
    expect((await films('q=shawshenk')).items[0]?.name).toBe('The Shawshank Redemption');

    program.child.kill('SIGINT');
    expect(await program.ended).toBe(0);
    await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow();
    const again = start();
    await untilReady(again);
    expect(again.output()).toContain('Starting PostgreSQL');
  });

  it('keeps what was committed when it is killed, and recovers by itself', async () => {
    const program = start();
    await untilReady(program);
    const file = join(directory, 'film.json');
    await writeFile(
      file,
      JSON.stringify([
        {
          name: 'Survivor of the kill',
          year: 2020,
          time: 90,
          imdb: 5,
          votes: 5,
          description: 'It stays.',
          genres: ['Drama'],
          stars: ['A B'],
          directors: ['C D'],
        },
      ]),
    );
    const imported = runProgram('cli', ['catalogue', 'import', file], settings());
    expect([await imported.ended, imported.output()]).toEqual([
      0,
      expect.stringMatching(/1 created|created:? *1/i),
    ]);

    program.child.kill('SIGKILL');
    await program.ended;
    const again = start();
    await untilReady(again);

    expect(again.output()).toContain('Taking over');
    expect((await films('q=survivor kill')).items.map((film) => film.name)).toEqual(['Survivor of the kill']);
  });

  it('says so when its port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));

    const program = start();

    expect(await program.ended).toBe(1);
    expect(program.output()).toContain('The port is taken by another program');
    await new Promise((resolve) => other.close(resolve));
  });

  it('says so when it already runs', async () => {
    const first = start();
    await untilReady(first);

    const second = start();

    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(`process ${first.child.pid}`);
    expect((await films('per_page=1')).items).toHaveLength(1);
  });
});

describe('in production', () => {
  it('nothing starts with missing or weak settings, and one message names them all', async () => {
    const program = runProgram('main', [], {
      NODE_ENV: 'production',
      METRICS_TOKEN: 'short',
      PORT: 'eighty',
      STORAGE_DRIVER: 's3',
    });
    const wrongShape = program.output;

    expect(await program.ended).toBe(1);
    expect(wrongShape()).toContain('PORT: must be a whole number');

    const missing = runProgram('main', [], {
      NODE_ENV: 'production',
      METRICS_TOKEN: 'short',
      STORAGE_DRIVER: 's3',
      DATABASE_URL: 'postgres://cinema:password@127.0.0.1:1/cinema',
    });
    expect(await missing.ended).toBe(1);
    for (const name of [
      'REDIS_URL',
      'PUBLIC_URL',
      'METRICS_TOKEN',
      'S3_BUCKET',
      'DATABASE_URL: its password',
      'JWT_SECRET',
      'SMTP_URL',
      'STRIPE_SECRET_KEY',
      'STRIPE_WEBHOOK_SECRET',
      'TICKET_SIGNING_KEYS',
    ]) {
      expect(missing.output()).toContain(name);
    }
    expect(missing.output()).not.toContain('PostgreSQL on port');
  });

  it('a database that does not answer is named', async () => {
    const program = runProgram('main', [], { DATABASE_URL: 'postgres://cinema:x@127.0.0.1:1/cinema' });

    expect(await program.ended).toBe(1);
    expect(program.output()).toContain('The database of DATABASE_URL does not answer');
  });
});
