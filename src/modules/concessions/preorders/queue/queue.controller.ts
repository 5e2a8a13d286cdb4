import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../../platform/auth/index.js';
import { InvalidFieldsError, notFound, validationFailed } from '../../../../platform/errors/index.js';
import { serveEvents } from '../../../../platform/http/index.js';
import { ApiProblems } from '../../../../platform/openapi/index.js';
import { QueueQuery } from '../preorder.dto.js';
import { queueStreamsFull } from './queue.errors.js';
import { QueueStreams } from './queue-streams.js';

@ApiTags('Concessions')
@Roles('cashier')
@Controller('preorders/stream')
export class QueueController {
  constructor(private readonly streams: QueueStreams) {}

  @Get()
  @ApiOperation({
    summary: 'What a cinema has to hand over, as it changes',
    description:
      'Server-sent events named `queue`, each with all open pre-orders of the cinema, the most urgent first. A stream ends with its session.',
  })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({
    description: 'Done.',
    schema: {
      type: 'string',
      example:
        'id: 3\nevent: queue\ndata: {"cinema_id":1,"preorders":[{"pickup_code":"K7M2QX","status":"placed"}]}\n\n',
    },
  })
  @ApiProblems(validationFailed, notFound, queueStreamsFull)
  async open(
    @Query() { cinema_id }: QueueQuery,
    @CurrentUser() { sessionId }: Principal,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (cinema_id === undefined)
      throw new InvalidFieldsError([{ field: 'cinema_id', message: 'must be given' }]);
    await this.streams.requireRoom(cinema_id);
    await serveEvents(reply, (stream) => this.streams.add(cinema_id, sessionId, stream));
  }
}
