import { Controller, Delete, Headers, HttpCode, Put, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../../platform/auth/index.js';
import { notFound, stale, validationFailed } from '../../../../platform/errors/index.js';
import { IdParam, malformed, tooLarge, unsupportedMedia } from '../../../../platform/http/index.js';
import { readUpload } from '../../../../platform/http/upload.js';
import { imageNotUsable, MAX_IMAGE_BYTES } from '../../../../platform/images/index.js';
import { ApiAnswer, ApiProblems } from '../../../../platform/openapi/index.js';
import { ImageUpload } from '../../../../platform/storage/images/index.js';
import { ConcessionResponse } from '../item.dto.js';
import { MenuService } from '../menu.service.js';
import { ItemPicturesService } from './pictures.service.js';

@ApiTags('Concessions')
@Roles('moderator')
@Controller('concessions/:id/picture')
export class ItemPicturesController {
  constructor(
    private readonly pictures: ItemPicturesService,
    private readonly menu: MenuService,
  ) {}

  @Put()
  @ApiOperation({
    summary: 'Upload a picture of something on the menu',
    description:
      'Cut from the middle to a square and kept as WebP, 160, 320 and 640 pixels wide, without metadata.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: ImageUpload })
  @ApiAnswer(200, ConcessionResponse)
  @ApiProblems(validationFailed, imageNotUsable, notFound, stale, malformed, tooLarge, unsupportedMedia)
  async replace(
    @IdParam() id: number,
    @Req() request: FastifyRequest,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConcessionResponse> {
    const read = (): Promise<Buffer> => readUpload(request, { maxBytes: MAX_IMAGE_BYTES });
    await this.pictures.replace(editor.userId, id, read, ifMatch);
    const { item, etag } = await this.menu.get(id);
    reply.header('etag', etag);
    return item;
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a picture away', description: 'Nothing happens where there is none.' })
  @ApiAnswer(204)
  @ApiProblems(validationFailed, notFound, stale)
  remove(
    @IdParam() id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
  ): Promise<void> {
    return this.pictures.show(editor.userId, id, null, ifMatch);
  }
}
