import { crc32 } from 'node:zlib';
import type { ProfileResponse } from '../../../src/modules/profiles/profile.dto.js';
import type { Group } from '../../../src/platform/auth/index.js';
import { anImage } from '../../support/posters.js';
import type { TestApp } from '../../support/test-app.js';

/** Sends a file as somebody of the group sends their avatar. */
export function uploadAvatar(app: TestApp, file: Buffer, name = 'me.png', group: Group = 'user') {
  return app.as(group).put('/profiles/me/avatar').attach('file', file, name);
}

/** Gives somebody of the group an avatar. @returns its address */
export async function anAvatar(app: TestApp, group: Group = 'user'): Promise<string> {
  const { body } = await uploadAvatar(app, await anImage(400, 300), 'me.png', group).expect(200);
  return String((body as ProfileResponse).avatar_url);
}

/** A small PNG that says it has so many pixels. */
export async function aPngThatClaims(width: number, height: number): Promise<Buffer> {
  const file = Buffer.from(await anImage(1, 1));
  file.writeUInt32BE(width, 16);
  file.writeUInt32BE(height, 20);
  file.writeUInt32BE(crc32(file.subarray(12, 29)), 29);
  return file;
}
