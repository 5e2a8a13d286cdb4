import { randomBytes } from 'node:crypto';

/** A kind of image that people upload and everybody may see. */
export interface ImageKind {
  /** What one is called. */
  readonly name: string;
  /** The first part of keys and, behind `/media/`, of addresses. */
  readonly folder: string;
  /** The widths that are kept, in pixels. */
  readonly widths: readonly number[];
  /** Height divided by width. */
  readonly ratio: number;
}

/** A name for a new image of the kind that no other ever gets: its storage keys without the width. */
export function newImage({ folder }: ImageKind): string {
  const id = randomBytes(16).toString('hex');
  return `${folder}/${id.slice(0, 2)}/${id}`;
}

/**
 * The storage key of an image in one width.
 * @param image as `newImage` named it
 */
export function imageKey(image: string, width: number): string {
  return `${image}-w${width}.webp`;
}

/** The storage keys of an image in all widths of its kind. */
export function imageKeys({ widths }: ImageKind, image: string): string[] {
  return widths.map((width) => imageKey(image, width));
}

/** Relative address of an image in one width. */
export function imageUrl(image: string, width: number): string {
  return `/media/${imageKey(image, width)}`;
}

/** Whether a key can be one of the kind. */
export function isKeyOf({ folder, widths }: ImageKind, key: string): boolean {
  const [, front, width] = /^([a-z]+)\/[0-9a-f]{2}\/[0-9a-f]{32}-w(\d{1,5})\.webp$/.exec(key) ?? [];
  return front === folder && widths.includes(Number(width));
}
