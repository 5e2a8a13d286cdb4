import { newPickupCode, readPickupCode } from './pickup-code.js';

describe('pick-up codes', () => {
  it('are six letters and digits that nobody takes for others', () => {
    const codes = Array.from({ length: 200 }, newPickupCode);
    for (const code of codes) expect(code).toMatch(/^[A-HJ-NP-Z2-9]{6}$/);
    expect(new Set(codes).size).toBe(200);
  });

  it('are read however people write them', () => {
    expect(readPickupCode(' k7m-2qx ')).toBe('K7M2QX');
    for (const text of ['', 'K7M2Q', 'K7M2QX9', 'K7M2Q0', 'K7M2QI'])
      expect(readPickupCode(text)).toBeUndefined();
  });
});
