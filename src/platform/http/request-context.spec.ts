import { setImmediate as soon } from 'node:timers/promises';
import { currentRequest, requestIdOf, runForRequest } from './request-context.js';

describe('the request that code runs for', () => {
  it('is known to everything that it causes, and to nothing else', async () => {
    const seen: unknown[] = [];
    const work = (id: string): Promise<void> =>
      new Promise((resolve) => {
        runForRequest({ id }, () => {
          void soon().then(() => {
            seen.push([id, currentRequest()?.id]);
            resolve();
          });
        });
      });

    await Promise.all([work('a'), work('b')]);

    expect(seen).toEqual([
      ['a', 'a'],
      ['b', 'b'],
    ]);
    expect(currentRequest()).toBeUndefined();
  });
});

describe('the id of a request', () => {
  it.each(['a', 'trace-17.a_B', 'x'.repeat(128)])('is the one that the caller sent (%s)', (id) => {
    expect(requestIdOf({ headers: { 'x-request-id': id } })).toBe(id);
  });

  it.each([undefined, '', 'x'.repeat(129), 'a b', 'a\nb', 'ä', ['a', 'b']])(
    'is new instead of %j',
    (given) => {
      const headers = { 'x-request-id': given } as Record<string, string>;

      expect(requestIdOf({ headers })).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
      expect(requestIdOf({ headers })).not.toBe(requestIdOf({ headers }));
    },
  );
});
