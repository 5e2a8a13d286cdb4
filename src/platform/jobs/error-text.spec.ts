import { errorText } from './error-text.js';

describe('The text of an error', () => {
  it('names the kind of error and what it says', () => {
    expect(errorText(new TypeError('x is not a function'))).toBe('TypeError: x is not a function');
    expect(errorText('no error at all')).toBe('Thrown: no error at all');
  });

  it.each([
    ['connect postgres://cinema:s3cr3t-word@db:5432/cinema', 's3cr3t-word'],
    ['GET https://user:pa55phrase@host/path failed', 'pa55phrase'],
    ['password=hunter2hunter2 is wrong', 'hunter2hunter2'],
    ['{"smtp_password": "with space", "user": "bob"}', 'with space'],
    ['Authorization: Bearer abcdef123456', 'abcdef123456'],
    ['got header Bearer abc.def-ghi_123', 'abc.def-ghi_123'],
    ['https://api/x?access_token=abc123&page=2', 'abc123'],
    ['invalid eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl here', 'eyJzdWIiOiIxIn0'],
    ['No such key sk_live_51Habcdefgh', '51Habcdefgh'],
    [
      '404 https://api.telegram.org/bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawAA/send',
      'AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawAA',
    ],
    ['reset_token: 9f8e7d6c5b4a', '9f8e7d6c5b4a'],
  ])('hides the secret in: %s', (message, secret) => {
    expect(errorText(new Error(message))).not.toContain(secret);
    expect(errorText(new Error(message))).toContain('[hidden]');
  });

  it('keeps what is no secret', () => {
    const message =
      'connect ECONNREFUSED 127.0.0.1:1025 for bob@example.com at 2026-01-02T03:04:05Z, order 12345678';
    expect(errorText(new Error(message))).toBe(`Error: ${message}`);
  });

  it('is never longer than 2,000 characters and has no zero bytes, which PostgreSQL refuses', () => {
    expect(errorText(new Error('long '.repeat(1_000)))).toHaveLength(2_000);
    expect(errorText(new Error('a\0b'))).toBe('Error: ab');
  });
});
