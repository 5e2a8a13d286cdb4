import { Controller, Delete, Headers, HttpCode, Put, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { notFound, stale, validationFailed } from '../../../platform/errors/index.js';
import { malformed, tooLarge, unsupportedMedia, UuidParam } from '../../../platform/http/index.js';
import { readUpload } from '../../../platform/http/upload.js';
import { imageNotUsable, MAX_IMAGE_BYTES } from '../../../platform/images/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { ImageUpload } from '../../../platform/storage/images/index.js';
import { MovieResponse } from '../movies/movie.dto.js';
import { MovieDetailService } from '../reading/movie-detail.service.js';
import { PostersService } from './posters.service.js';

@ApiTags('Catalogue')
@Roles('moderator')
@Controller('movies/:uuid/poster')
export class PostersController {
  constructor(
    private readonly posters: PostersService,
    private readonly details: MovieDetailService,
  ) {}

  @Put()
  @ApiOperation({
    summary: "Upload a film's poster",
    description:
      'What counts is the content, not the name. The image is cut from the middle to two by three and kept as WebP, 185, 342 and 780 pixels wide (a smaller one is not enlarged), without metadata; of an animation the first frame. With `If-Match` the change is made only if nobody else edited the film in between.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: ImageUpload })
  @ApiAnswer(200, MovieResponse)
  @ApiProblems(validationFailed, imageNotUsable, notFound, stale, malformed, tooLarge, unsupportedMedia)
  async replace(
    @UuidParam() uuid: string,
    @Req() request: FastifyRequest,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MovieResponse> {
    await this.posters.replace(
      editor.userId,
      uuid,
      () => readUpload(request, { maxBytes: MAX_IMAGE_BYTES }),
      ifMatch,
    );
    const { movie, etag } = await this.details.detail(uuid);
    reply.header('etag', etag);
    return movie;
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: "Take a film's poster away", description: 'Nothing happens where there is none.' })
  @ApiAnswer(204)
  @ApiProblems(validationFailed, notFound, stale)
  remove(
    @UuidParam() uuid: string,
    @Headers('if-match') ifMatch: string | undefined,
    @CurrentUser() editor: Principal,
  ): Promise<void> {
    return this.posters.remove(editor.userId, uuid, ifMatch);
  }
}
