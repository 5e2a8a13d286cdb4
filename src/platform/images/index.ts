export { type CoverImage, coverImages, MAX_IMAGE_BYTES } from './cover-images.js';
export { imageNotUsable } from './image.errors.js';
