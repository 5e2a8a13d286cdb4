export { imageFilesController } from './image-files.controller.js';
export { type ImageKind, imageKey, imageKeys, imageUrl } from './image-kind.js';
export { ImageUpload } from './image-upload.dto.js';
export { StoredImages } from './stored-images.js';
export { StoredImagesModule } from './stored-images.module.js';
