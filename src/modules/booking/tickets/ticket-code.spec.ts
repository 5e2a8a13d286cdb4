import fc from 'fast-check';
import { groupedCode, newTicketCode, readTicketCode } from './ticket-code.js';

describe('The code of a ticket', () => {
  it('is made of 16 signs that nobody takes for another', () => {
    for (let count = 0; count < 200; count += 1) {
      expect(newTicketCode()).toMatch(/^[A-HJ-NP-Z2-9]{16}$/);
    }
  });

  it('uses every sign about equally often, and does not come twice', () => {
    const codes = Array.from({ length: 2_000 }, newTicketCode);
    const counts = new Map<string, number>();
    for (const sign of codes.join('')) counts.set(sign, (counts.get(sign) ?? 0) + 1);

    expect(new Set(codes).size).toBe(codes.length);
    expect(counts.size).toBe(32);
    // 1,000 of each are expected, with a deviation of 31.
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(250);
  });

  it('is read however somebody spaces and writes it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', '-', ' ', ' - '),
        fc.boolean(),
        fc.constant(null).map(newTicketCode),
        (gap, small, code) => {
          const typed = groupedCode(code).replaceAll('-', gap);
          expect(readTicketCode(small ? typed.toLowerCase() : typed)).toBe(code);
        },
      ),
    );
  });

  it.each([
    '',
    'ABCD',
    'ABCD-EFGH-JKLM-NPQ',
    'ABCD-EFGH-JKLM-NPQRS',
    'ABCD-EFGH-JKLM-NPQ0',
    'ABCDEFGHJKLMNPQß',
  ])('is not %j', (text) => {
    expect(readTicketCode(text)).toBeUndefined();
  });
});
