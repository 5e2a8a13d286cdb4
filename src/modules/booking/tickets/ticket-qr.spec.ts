import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { newTicketCode } from './ticket-code.js';
import { ticketKey } from './ticket-keys.js';
import { readQr, writeQr } from './ticket-qr.js';

const FIRST = ticketKey('2026a', randomBytes(32));
const SECOND = ticketKey('2026b', randomBytes(32));
const both = (id: string) => [FIRST, SECOND].find((key) => key.id === id);

const claims = fc.record({
  code: fc.constant(null).map(newTicketCode),
  screeningId: fc.integer({ min: 1, max: 2_147_483_647 }),
  seatId: fc.integer({ min: 1, max: 2_147_483_647 }),
  expires: fc.integer({ min: 1_700_000_000, max: 32_503_680_000 }),
});
const CLAIMS = { code: 'ABCDEFGHJKLMNPQR', screeningId: 12, seatId: 34, expires: 1_800_000_000 };

describe('The QR of a ticket', () => {
  it('is read as it was written, whichever key signed it', () => {
    fc.assert(
      fc.property(claims, fc.constantFrom(FIRST, SECOND), (said, key) => {
        expect(readQr(writeQr(said, key), both)).toEqual(said);
      }),
    );
  });

  it('is not read once a single sign of it was changed', () => {
    const text = writeQr(CLAIMS, FIRST);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom(...'ABCabc0123456789.-_ ='), (at, sign) => {
        fc.pre(text[at] !== sign);
        expect(readQr(text.slice(0, at) + sign + text.slice(at + 1), both)).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });

  it('has one signature and no other spelling of it', () => {
    const text = writeQr(CLAIMS, FIRST);
    const others = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
      .map((last) => text.slice(0, -1) + last)
      .filter((other) => other !== text);

    expect(others.filter((other) => readQr(other, both))).toEqual([]);
  });

  it('is not read with a key that is ours no more, or under the name of another', () => {
    const text = writeQr(CLAIMS, FIRST);

    expect(readQr(text, (id) => (id === SECOND.id ? SECOND : undefined))).toBeUndefined();
    expect(readQr(text.replace('2026a', '2026b'), both)).toBeUndefined();
    expect(readQr(writeQr(CLAIMS, ticketKey('2026a', randomBytes(32))), both)).toBeUndefined();
  });

  it('is nothing that somebody else wrote', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readQr(text, both)).toBeUndefined();
      }),
    );
  });
});
