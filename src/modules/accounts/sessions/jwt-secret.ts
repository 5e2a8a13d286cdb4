import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../../platform/config/index.js';

/** The secret of the settings, or one that is made at the first start and kept beside the data. */
export function jwtSecretOf(settings: Settings): string {
  if (settings.jwtSecret !== undefined) return settings.jwtSecret;
  const file = join(settings.dataDirectory, 'jwt-secret');
  mkdirSync(settings.dataDirectory, { recursive: true });
  try {
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST'))
      throw error;
  }
  return readFileSync(file, 'utf8');
}
