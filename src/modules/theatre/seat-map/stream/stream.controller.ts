import { Controller, Get, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../../platform/errors/index.js';
import { IdParam, serveEvents } from '../../../../platform/http/index.js';
import { ApiProblems } from '../../../../platform/openapi/index.js';
import { SeatStreams } from './seat-streams.js';
import { seatStreamsFull } from './stream.errors.js';

@ApiTags('Theatre')
@Controller('screenings/:id/stream')
export class SeatStreamController {
  constructor(private readonly streams: SeatStreams) {}

  @Get()
  @Public()
  @ApiOperation({
    summary: 'The seats of a screening, as they are taken',
    description:
      'Server-sent events named `seats`. The first one is `complete`: it has every seat with its state. Those that follow have the seats whose state changed. After an interruption, with or without `Last-Event-ID`, the whole state comes anew; so it does when the seats of the hall change.',
  })
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'Means nothing here: the whole state comes anew.',
  })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({
    description: 'Done.',
    schema: {
      type: 'string',
      example:
        'id: 3\nevent: seats\ndata: {"screening_id":17,"complete":false,"seats":[{"id":31,"state":"held"}]}\n\n',
    },
  })
  @ApiProblems(validationFailed, notFound, seatStreamsFull)
  async open(@IdParam() id: number, @Res() reply: FastifyReply): Promise<void> {
    const begin = await this.streams.enter(id);
    await serveEvents(reply, begin);
  }
}
