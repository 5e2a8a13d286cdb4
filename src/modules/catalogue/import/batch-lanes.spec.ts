import { BatchLanes } from './batch-lanes.js';
import type { PreparedFilm } from './prepared-film.js';

const batch = (...keys: string[]): PreparedFilm[] => keys.map((key) => ({ key }) as PreparedFilm);

/** Work that goes on until it is let go, and the order of what happens. */
function scene() {
  const log: string[] = [];
  const letGo = new Map<string, (error?: Error) => void>();
  const lanes = new BatchLanes(async (films) => {
    const name = films.map((film) => film.key).join('+');
    log.push(`begin ${name}`);
    await new Promise<void>((resolve, reject) => {
      letGo.set(name, (error) => (error ? reject(error) : resolve()));
    });
    log.push(`end ${name}`);
  });
  const end = async (name: string, error?: Error): Promise<void> => {
    letGo.get(name)?.(error);
    await settle();
  };
  return { log, lanes, end };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('BatchLanes', () => {
  it('works on three batches side by side and begins with the next when one has ended', async () => {
    const { log, lanes, end } = scene();
    for (const key of ['a', 'b', 'c']) await lanes.add(batch(key));
    const fourth = lanes.add(batch('d'));
    await settle();
    expect(log).toEqual(['begin a', 'begin b', 'begin c']);
    await end('b');
    await fourth;
    expect(log.slice(3)).toEqual(['end b', 'begin d']);
    const finished = lanes.finish();
    for (const key of ['a', 'c', 'd']) await end(key);
    await finished;
    expect(log.slice(5)).toEqual(['end a', 'end c', 'end d']);
  });

  it('waits for an earlier batch that names one of the films', async () => {
    const { log, lanes, end } = scene();
    await lanes.add(batch('a', 'x'));
    await lanes.add(batch('b'));
    const second = lanes.add(batch('c', 'x'));
    await end('b');
    expect(log).not.toContain('begin c+x');
    await end('a+x');
    await second;
    expect(log).toContain('begin c+x');
  });

  it('begins nothing after a failure, waits for what runs, and tells', async () => {
    const { log, lanes, end } = scene();
    await lanes.add(batch('a'));
    await lanes.add(batch('b'));
    await end('a', new Error('It broke.'));
    await expect(lanes.add(batch('c'))).rejects.toThrow('It broke.');
    const finished = expect(lanes.finish()).rejects.toThrow('It broke.');
    await end('b');
    await finished;
    expect(log).toEqual(['begin a', 'begin b', 'end b']);
  });

  it('has nothing to do for a batch without films', async () => {
    const { log, lanes } = scene();
    await lanes.add([]);
    await lanes.finish();
    expect(log).toEqual([]);
  });
});
