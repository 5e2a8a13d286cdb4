import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { InvalidFieldsError, validationFailed } from '../../../platform/errors/index.js';
import { serveEvents } from '../../../platform/http/index.js';
import { ApiProblems } from '../../../platform/openapi/index.js';
import { NotificationStreams } from './notification-streams.js';
import { tooManyStreams } from './stream.errors.js';

@ApiTags('Community')
@Roles('user')
@Controller('notifications/stream')
export class StreamController {
  constructor(private readonly streams: NotificationStreams) {}

  @Get()
  @ApiOperation({
    summary: 'What happens, as it happens',
    description:
      'Server-sent events named `notification`, each with a notification as its data. Send the `id` of the last one as `Last-Event-ID` after an interruption: what happened meanwhile is sent first. At most ten streams for one person; a stream ends with its session.',
  })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({
    description: 'Done.',
    schema: {
      type: 'string',
      example:
        'id: 7\nevent: notification\ndata: {"id":31,"kind":"comment-like","title":"Ada L. liked your comment"}\n\n',
    },
  })
  @ApiProblems(validationFailed, tooManyStreams)
  async open(
    @CurrentUser() user: Principal,
    @Headers('last-event-id') lastEvent: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (lastEvent !== undefined && !/^\d{1,18}$/.test(lastEvent)) {
      throw new InvalidFieldsError([{ field: 'Last-Event-ID', message: 'must be the id of an event' }]);
    }
    this.streams.requireRoom(user.userId);
    await serveEvents(reply, (stream) => this.streams.add(user, lastEvent, stream));
  }
}
