import { runForRequest } from '../../../platform/http/request-context.js';
import { BusyError } from '../accounts.errors.js';
import { HashingQueue } from './hashing-queue.js';

describe('HashingQueue', () => {
  let finish: (() => void)[];
  let queue: HashingQueue;
  let outcomes: string[];
  beforeEach(() => {
    finish = [];
    outcomes = [];
    queue = new HashingQueue(1, () => ({
      run: () => new Promise((resolve) => finish.push(() => resolve(true))),
      stop: () => Promise.resolve(),
    }));
  });

  const ask = (ip: string, times = 1): void => {
    for (let n = 1; n <= times; n += 1)
      runForRequest({ id: `${n}`, ip } as { id: string }, () => {
        queue.run({ password: 'Correct-Horse-7', cost: 4 }).then(
          () => outcomes.push(`${ip}: done`),
          (error: unknown) => outcomes.push(`${ip}: ${error instanceof BusyError ? 'busy' : 'failed'}`),
        );
      });
  };
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const finishAll = async (): Promise<void> => {
    for (let one = finish.shift(); one; one = finish.shift()) {
      one();
      await settle();
    }
  };
  const count = (outcome: string): number => outcomes.filter((one) => one === outcome).length;

  it('lets one work and twelve wait, and turns the rest away at once', async () => {
    ask('203.0.113.1', 15);
    await settle();
    expect(count('203.0.113.1: busy')).toBe(2);

    await finishAll();

    expect(count('203.0.113.1: done')).toBe(13);
  });

  it('takes places from the address that most wait from, until all have the same', async () => {
    ask('203.0.113.1', 13);
    ask('203.0.113.2', 8);
    await settle();
    expect(outcomes.toSorted()).toEqual([
      ...Array<string>(6).fill('203.0.113.1: busy'),
      ...Array<string>(2).fill('203.0.113.2: busy'),
    ]);

    await finishAll();

    expect([count('203.0.113.1: done'), count('203.0.113.2: done')]).toEqual([7, 6]);
  });

  it('takes a household of IPv6 for one address', async () => {
    for (let n = 1; n <= 13; n += 1) ask(`2001:db8::${n}`);
    ask('2001:db8::ffff');
    ask('2001:db8:0:1::1');
    await settle();

    expect(count('2001:db8::ffff: busy')).toBe(1);
    expect(count('2001:db8:0:1::1: busy')).toBe(0);
  });

  it('says beforehand whether somebody would be turned away', () => {
    const isBusyFor = (ip: string): boolean => {
      let busy = false;
      runForRequest({ id: '1', ip } as { id: string }, () => {
        try {
          queue.requireRoom();
        } catch (error) {
          busy = error instanceof BusyError;
        }
      });
      return busy;
    };
    ask('203.0.113.1', 12);
    expect(isBusyFor('203.0.113.1')).toBe(false);
    ask('203.0.113.1');

    expect([isBusyFor('203.0.113.1'), isBusyFor('203.0.113.2')]).toEqual([true, false]);
  });
});
