import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../../platform/config/index.js';

/** What a key is known by, and the 32 bytes that it is made of. */
export type SigningKey = NonNullable<Settings['tickets']['signingKeys']>[number];

const KEY_BYTES = 32;

/** A key that is made at the first start and kept beside the data. */
export function keptSigningKey(dataDirectory: string): SigningKey {
  const file = join(dataDirectory, 'ticket-signing-key');
  mkdirSync(dataDirectory, { recursive: true });
  try {
    const id = randomBytes(3).toString('hex');
    writeFileSync(file, `${id}:${randomBytes(KEY_BYTES).toString('base64')}`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST'))
      throw error;
  }
  const [id = '', text = ''] = readFileSync(file, 'utf8').split(':');
  const seed = Buffer.from(text, 'base64');
  if (seed.length !== KEY_BYTES)
    throw new Error(`${file} does not hold a key. Remove it, and a new one is made.`);
  return { id, seed };
}
