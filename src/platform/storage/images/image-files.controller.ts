import { Controller, Get, Headers, Param, Res, type Type } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../auth/index.js';
import { notFound } from '../../errors/index.js';
import { namesEtag } from '../../http/index.js';
import { ApiProblems } from '../../openapi/index.js';
import type { ImageKind } from './image-kind.js';
import { StoredImages } from './stored-images.js';

/**
 * Where the addresses of a kind of image lead.
 * @param tag the part of the description that the endpoint stands in
 */
export function imageFilesController(kind: ImageKind, tag: string): Type {
  @ApiTags(tag)
  @Public()
  @Controller(`media/${kind.folder}`)
  class ImageFilesController {
    constructor(private readonly images: StoredImages) {}

    @Get(':folder/:file')
    @ApiOperation({
      summary: `Load an image (${kind.name})`,
      description: 'What an address leads to never changes: keep it for as long as you like.',
    })
    @ApiProduces('image/webp')
    @ApiOkResponse({ description: 'Done.', schema: { type: 'string', format: 'binary' } })
    @ApiProblems(notFound)
    async get(
      @Param('folder') folder: string,
      @Param('file') file: string,
      @Headers('if-none-match') known: string | undefined,
      @Res() reply: FastifyReply,
    ): Promise<void> {
      const { body, contentType, size } = await this.images.open(kind, folder, file);
      const etag = `"${file}"`;
      reply.headers({
        etag,
        'cache-control': 'public, max-age=31536000, immutable',
        'content-security-policy': "default-src 'none'",
        'x-content-type-options': 'nosniff',
      });
      if (known !== undefined && namesEtag(known, etag)) {
        body.destroy();
        await reply.status(304).send();
        return;
      }
      await reply.headers({ 'content-type': contentType, 'content-length': size }).send(body);
    }
  }
  Object.defineProperty(ImageFilesController, 'name', {
    value: `${kind.name.charAt(0).toUpperCase()}${kind.name.slice(1)}FilesController`,
  });
  return ImageFilesController;
}
