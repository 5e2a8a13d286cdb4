import { requireHeaders } from './mail-headers.js';

describe('The headers of a mail', () => {
  it('are what they are', () => {
    const headers = { 'List-Unsubscribe': '<https://cinema.example/a?token=b>' };

    expect(requireHeaders(headers)).toEqual(headers);
  });

  it.each([
    ['X-A', 'a\r\nBcc: eve@evil.example'],
    ['X-A', 'a\nb'],
    ['X-A', ''],
    ['X-A', 'schön'],
    ['X-A: b\r\nBcc', 'eve@evil.example'],
    ['', 'a'],
  ])('may not be %j: %j', (name, value) => {
    expect(() => requireHeaders({ [name]: value })).toThrow('is not one that a mail can have');
  });
});
