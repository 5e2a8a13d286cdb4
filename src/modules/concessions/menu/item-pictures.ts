import { type ImageKind, imageUrl } from '../../../platform/storage/images/index.js';
import type { ItemPicture } from './item.dto.js';

/** Pictures of what is on the menu are square. */
export const ITEM_PICTURES = {
  name: 'concession',
  folder: 'concessions',
  widths: [160, 320, 640],
  ratio: 1,
} as const satisfies ImageKind;

/** @param picture as `concession_items.picture` has it */
export function pictureUrls(picture: string | null): ItemPicture | null {
  if (picture === null) return null;
  return { w160: imageUrl(picture, 160), w320: imageUrl(picture, 320), w640: imageUrl(picture, 640) };
}
