import type { ImageKind } from '../../../platform/storage/images/index.js';

/** Width and height of avatars in pixels, at most. */
export const AVATAR_WIDTH = 256;

export const AVATARS = {
  name: 'avatar',
  folder: 'avatars',
  widths: [AVATAR_WIDTH],
  ratio: 1,
} as const satisfies ImageKind;
