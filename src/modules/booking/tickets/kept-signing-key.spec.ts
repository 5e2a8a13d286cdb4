import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptSigningKey } from './kept-signing-key.js';

describe('The key beside the data', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'kept-key-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('is made once, and read by nobody else', () => {
    const data = join(directory, 'data');
    const first = keptSigningKey(data);

    expect(first.seed).toHaveLength(32);
    expect(first.id).toMatch(/^[0-9a-f]{6}$/);
    expect(keptSigningKey(data)).toEqual(first);
    expect(keptSigningKey(join(directory, 'other'))).not.toEqual(first);
    expect(readdirSync(data)).toEqual(['ticket-signing-key']);
    expect(statSync(join(data, 'ticket-signing-key')).mode & 0o777).toBe(0o600);
  });

  it('is missed where the file holds something else', () => {
    writeFileSync(join(directory, 'ticket-signing-key'), 'something else');

    expect(() => keptSigningKey(directory)).toThrow('does not hold a key');
  });
});
