import { InvalidFieldsError } from '../errors/index.js';
import { requestHash } from './request-hash.js';

const hashOf = (body: unknown, url = '/orders', method = 'POST'): string =>
  requestHash({ method, url, body });

describe('The hash of a request', () => {
  it('is the same whatever the order of the members', () => {
    expect(hashOf({ a: 1, b: { c: [1, 2], d: null } })).toBe(hashOf({ b: { d: null, c: [1, 2] }, a: 1 }));
    expect(hashOf({})).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is the same without a body and with null', () => {
    expect(hashOf(undefined)).toBe(hashOf(null));
  });

  it.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { a: '1' }],
    [{ a: 1 }, { b: 1 }],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: null }, {}],
    [{ a: {} }, { a: [] }],
    [{ a: 1 }, [['a', 1]]],
    [{ a: { b: 1 } }, { a: ['b', 1] }],
    [undefined, {}],
  ])('tells %j from %j', (one, other) => {
    expect(hashOf(one)).not.toBe(hashOf(other));
  });

  it('tells addresses and methods apart', () => {
    expect(hashOf({}, '/orders/1/refund')).not.toBe(hashOf({}, '/orders/2/refund'));
    expect(hashOf({}, '/orders', 'POST')).not.toBe(hashOf({}, '/orders', 'PUT'));
  });

  it('is refused to a body that is too deep, instead of failing', () => {
    const deep: unknown = JSON.parse('['.repeat(5_000) + ']'.repeat(5_000));

    expect(() => hashOf(deep)).toThrow(InvalidFieldsError);
  });
});
