import { Module } from '@nestjs/common';
import { StoredImages } from './stored-images.js';

@Module({ providers: [StoredImages], exports: [StoredImages] })
export class StoredImagesModule {}
