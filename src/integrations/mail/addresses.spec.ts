import { onOneLine, requireAddress } from './addresses.js';

describe('An address', () => {
  it.each(['ada@mail.example', "o'hara+films@mail.example", '"ada b"@mail.example', 'ада@кино.example'])(
    'may be %s',
    (address) => {
      expect(requireAddress(address)).toBe(address);
    },
  );

  it.each([
    'ada@mail.example\r\nBcc: eve@evil.example',
    'ada@mail.example\nRCPT TO:<eve@evil.example>',
    'ada\u0000@mail.example',
    'ada@mail.example\u2028',
    'ada@mail.example, eve@evil.example>',
    'ada@mail.example> <eve@evil.example',
    'ada@mail example',
    'ada',
    '@mail.example',
    '',
    `${'a'.repeat(250)}@mail.example`,
  ])('may not be %j, and the error does not repeat it', (address) => {
    expect(() => requireAddress(address)).toThrow('This is not an address that mails can be sent to.');
  });
});

describe('Data for a mail', () => {
  it('is brought on one line wherever it has texts, and keeps everything else', () => {
    const data = {
      device: 'Firefox\r\n\r\nBuy now',
      nested: [{ name: 'a\tb\u0000c\u2028d' }, 'x\u202egpj.exe'],
      half: 'a\ud800b',
      hours: 24,
      paid: true,
      nothing: null,
      emoji: '🎬 שלום',
    };

    expect(onOneLine(data)).toEqual({
      device: 'Firefox Buy now',
      nested: [{ name: 'a b c d' }, 'x gpj.exe'],
      half: 'a b',
      hours: 24,
      paid: true,
      nothing: null,
      emoji: '🎬 שלום',
    });
  });
});
