import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Public, Roles } from '../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../platform/errors/index.js';
import { UuidParam } from '../../../platform/http/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { tooManyRequests } from '../../../platform/rate-limits/index.js';
import { CommentPage, CommentResponse, ThreadListQuery } from './comment.dto.js';
import { duplicateComment } from './comment.errors.js';
import { WriteCommentDto } from './comment-input.dto.js';
import { CommentThreadsService } from './comment-threads.service.js';
import { WriteCommentService } from './write-comment.service.js';

@ApiTags('Community')
@Controller('movies/:uuid/comments')
export class MovieCommentsController {
  constructor(
    private readonly threads: CommentThreadsService,
    private readonly writing: WriteCommentService,
  ) {}

  @Get()
  @Public()
  @ApiOperation({
    summary: 'What people say about a film',
    description:
      'The comments that begin a thread, the newest first unless `sort` says otherwise. Replies have an address of their own. A deleted comment that has replies stays as a stub, with `deleted` and without text and author.',
  })
  @ApiAnswer(200, CommentPage)
  @ApiProblems(validationFailed, notFound)
  list(
    @UuidParam() uuid: string,
    @Query() query: ThreadListQuery,
    @CurrentUser() viewer: Principal | undefined,
    @Req() request: FastifyRequest,
  ): Promise<CommentPage> {
    return this.threads.threads(uuid, query, { viewerId: viewer?.userId, url: request.url });
  }

  @Post()
  @Roles('user')
  @ApiOperation({
    summary: 'Say something about a film',
    description:
      'Plain text, kept as it is typed. At most 10 comments and replies a minute and 100 an hour; the same text under the same film within ten minutes is refused.',
  })
  @ApiAnswer(201, CommentResponse)
  @ApiProblems(validationFailed, notFound, duplicateComment, tooManyRequests)
  async write(
    @UuidParam() uuid: string,
    @Body() { text }: WriteCommentDto,
    @CurrentUser() author: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommentResponse> {
    const comment = await this.writing.comment(author.userId, uuid, text);
    reply.header('location', `/comments/${comment.id}`);
    return comment;
  }
}
