import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Public, Roles } from '../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../platform/errors/index.js';
import { ApiOptionalBody, IdParam, OptionalBody } from '../../../platform/http/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { tooManyRequests } from '../../../platform/rate-limits/index.js';
import { ChangeCommentService } from './change-comment.service.js';
import { CommentPage, CommentResponse, ReplyListQuery } from './comment.dto.js';
import { duplicateComment } from './comment.errors.js';
import { DeleteCommentDto, EditCommentDto, WriteCommentDto } from './comment-input.dto.js';
import { CommentThreadsService } from './comment-threads.service.js';
import { CommentLikesService } from './likes/comment-likes.service.js';
import { WriteCommentService } from './write-comment.service.js';

@ApiTags('Community')
@Controller('comments/:id')
export class CommentsController {
  constructor(
    private readonly threads: CommentThreadsService,
    private readonly writing: WriteCommentService,
    private readonly changes: ChangeCommentService,
    private readonly likes: CommentLikesService,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'A comment or a reply' })
  @ApiAnswer(200, CommentResponse)
  @ApiProblems(validationFailed, notFound)
  get(@IdParam() id: number, @CurrentUser() viewer: Principal | undefined): Promise<CommentResponse> {
    return this.threads.get(id, viewer?.userId);
  }

  @Get('replies')
  @Public()
  @ApiOperation({
    summary: 'The replies to a comment',
    description:
      'All replies of its thread, the oldest first unless `sort` says otherwise; `reply_to` tells which of them answers which. Asked for a reply, it lists the thread that the reply belongs to.',
  })
  @ApiAnswer(200, CommentPage)
  @ApiProblems(validationFailed, notFound)
  replies(
    @IdParam() id: number,
    @Query() query: ReplyListQuery,
    @CurrentUser() viewer: Principal | undefined,
    @Req() request: FastifyRequest,
  ): Promise<CommentPage> {
    return this.threads.replies(id, query, { viewerId: viewer?.userId, url: request.url });
  }

  @Post('replies')
  @Roles('user')
  @ApiOperation({
    summary: 'Answer a comment or a reply',
    description:
      'Threads are one level deep: the answer to a reply belongs to the same thread and names the reply in `reply_to`. A deleted comment cannot be answered any more, the replies below it can.',
  })
  @ApiAnswer(201, CommentResponse)
  @ApiProblems(validationFailed, notFound, duplicateComment, tooManyRequests)
  async reply(
    @IdParam() id: number,
    @Body() { text }: WriteCommentDto,
    @CurrentUser() author: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommentResponse> {
    const answer = await this.writing.reply(author.userId, id, text);
    reply.header('location', `/comments/${answer.id}`);
    return answer;
  }

  @Patch()
  @Roles('user')
  @ApiOperation({
    summary: 'Change a comment',
    description:
      'Your own; it carries `edited_at` from then on. Moderators may change any, and must say why: the author is told, and it is recorded.',
  })
  @ApiAnswer(200, CommentResponse)
  @ApiProblems(validationFailed, notFound)
  edit(
    @IdParam() id: number,
    @Body() dto: EditCommentDto,
    @CurrentUser() editor: Principal,
  ): Promise<CommentResponse> {
    return this.changes.edit(editor, id, dto);
  }

  @Delete()
  @HttpCode(204)
  @Roles('user')
  @ApiOperation({
    summary: 'Delete a comment',
    description:
      'Your own. Where it has replies, an empty stub stays in its place until the last of them is deleted. Moderators may delete any, and must say why in the body: the author is told, and it is recorded.',
  })
  @ApiOptionalBody(DeleteCommentDto)
  @ApiAnswer(204)
  @ApiProblems(validationFailed, notFound)
  delete(
    @IdParam() id: number,
    @OptionalBody(DeleteCommentDto) { reason }: DeleteCommentDto,
    @CurrentUser() editor: Principal,
  ): Promise<void> {
    return this.changes.delete(editor, id, reason);
  }

  @Put('like')
  @Roles('user')
  @ApiOperation({ summary: 'Like a comment', description: 'Twice is once.' })
  @ApiAnswer(200, CommentResponse)
  @ApiProblems(validationFailed, notFound)
  like(@IdParam() id: number, @CurrentUser() user: Principal): Promise<CommentResponse> {
    return this.likes.like(user.userId, id);
  }

  @Delete('like')
  @HttpCode(204)
  @Roles('user')
  @ApiOperation({ summary: 'Take your like of a comment back', description: 'Does no harm without one.' })
  @ApiAnswer(204)
  @ApiProblems(validationFailed, notFound)
  unlike(@IdParam() id: number, @CurrentUser() user: Principal): Promise<void> {
    return this.likes.unlike(user.userId, id);
  }
}
