import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../../platform/auth/index.js';
import { notFound } from '../../../platform/errors/index.js';
import { namesEtag } from '../../../platform/http/index.js';
import { ApiProblems } from '../../../platform/openapi/index.js';
import { PostersService } from './posters.service.js';

/** Where the addresses in a film's `poster` lead. */
@ApiTags('Catalogue')
@Public()
@Controller('media/posters')
export class PosterFilesController {
  constructor(private readonly posters: PostersService) {}

  @Get(':folder/:file')
  @ApiOperation({
    summary: 'A poster',
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
    const { body, contentType, size } = await this.posters.open(folder, file);
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
