import { Controller, Delete, HttpCode, Put, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { validationFailed } from '../../../platform/errors/index.js';
import { malformed, tooLarge, unsupportedMedia } from '../../../platform/http/index.js';
import { readUpload } from '../../../platform/http/upload.js';
import { imageNotUsable, MAX_IMAGE_BYTES } from '../../../platform/images/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { tooManyRequests } from '../../../platform/rate-limits/index.js';
import { ImageUpload } from '../../../platform/storage/images/index.js';
import { ProfileResponse } from '../profile.dto.js';
import { profileEtag } from '../profile-etag.js';
import { AvatarsService } from './avatars.service.js';

@ApiTags('Profiles')
@Roles('user')
@Controller('profiles/me/avatar')
export class AvatarsController {
  constructor(private readonly avatars: AvatarsService) {}

  @Put()
  @ApiOperation({
    summary: 'Upload your avatar',
    description:
      'What counts is the content, not the name. The image is cut from the middle to a square and kept as WebP, 256 pixels wide (a smaller one is not enlarged), without metadata; of an animation the first frame. The former avatar is removed. At most 20 uploads in ten minutes.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: ImageUpload })
  @ApiAnswer(200, ProfileResponse)
  @ApiProblems(validationFailed, imageNotUsable, malformed, tooLarge, unsupportedMedia, tooManyRequests)
  async replace(
    @CurrentUser() user: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProfileResponse> {
    const profile = await this.avatars.replace(user.userId, () =>
      readUpload(request, { maxBytes: MAX_IMAGE_BYTES }),
    );
    reply.header('etag', profileEtag(profile));
    return profile;
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Take your avatar away', description: 'Nothing happens where there is none.' })
  @ApiAnswer(204)
  remove(@CurrentUser() user: Principal): Promise<void> {
    return this.avatars.remove(user.userId);
  }
}
