import { formParameters, parameterName } from './form-parameters.js';

const plain = (text: string): unknown => JSON.parse(JSON.stringify(formParameters(text)));

describe('The form of a request', () => {
  it('holds objects and lists in brackets', () => {
    expect(
      plain('mode=payment&lines[0][price][amount]=5&lines[1][price][amount]=6&metadata[a]=b%26c'),
    ).toEqual({
      mode: 'payment',
      lines: [{ price: { amount: '5' } }, { price: { amount: '6' } }],
      metadata: { a: 'b&c' },
    });
  });

  it('takes lists without numbers and with encoded brackets', () => {
    expect(plain('expand[]=a&expand[]=b&created%5Bgte%5D=1')).toEqual({
      expand: ['a', 'b'],
      created: { gte: '1' },
    });
  });

  it('takes the last of what is named twice', () => {
    expect(plain('a=1&a=2&b[c]=3&b=4&d=5&d[e]=6')).toEqual({ a: '2', b: '4', d: { e: '6' } });
  });

  it('changes no object that it does not own', () => {
    formParameters('__proto__[polluted]=1&constructor[prototype][polluted]=1');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('goes only so deep', () => {
    const deep = `a${'[b]'.repeat(5_000)}=1`;
    expect(Object.keys(formParameters(deep))).toEqual([deep.slice(0, -2)]);
  });

  it('names parameters as Stripe does', () => {
    expect(parameterName(['line_items', '0', 'quantity'])).toBe('line_items[0][quantity]');
  });
});
