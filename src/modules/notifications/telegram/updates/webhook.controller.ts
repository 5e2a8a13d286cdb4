import { Controller, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public } from '../../../../platform/auth/index.js';
import { ApiAnswer, ApiProblems } from '../../../../platform/openapi/index.js';
import { tooManyRequests } from '../../../../platform/rate-limits/index.js';
import { WebhookSecretGuard } from '../secret-guards.js';
import { telegramUnavailable, wrongTelegramSecret } from '../telegram.errors.js';
import { UpdateInbox } from './update-inbox.service.js';
import { UpdateReceivedResponse } from './webhook.dto.js';

@ApiTags('Telegram')
@Public()
@Controller('telegram/webhook')
export class TelegramWebhookController {
  constructor(private readonly inbox: UpdateInbox) {}

  @Post()
  @UseGuards(WebhookSecretGuard)
  @HttpCode(200)
  @ApiHeader({
    name: 'X-Telegram-Bot-Api-Secret-Token',
    required: true,
    description: '`TELEGRAM_WEBHOOK_SECRET`',
  })
  @ApiOperation({
    summary: 'What people tell the bot',
    description:
      'For Telegram alone. An update is noted and answered soon after; one that was told before, or that does not concern us, is taken alike.',
  })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['update_id'],
      properties: { update_id: { type: 'integer' } },
      additionalProperties: true,
      example: {
        update_id: 70010,
        message: {
          message_id: 7,
          date: 1_795_000_000,
          chat: { id: 700100200, type: 'private', first_name: 'Ada' },
          from: { id: 700100200, is_bot: false, first_name: 'Ada', language_code: 'en' },
          text: '/tickets',
        },
      },
    },
  })
  @ApiAnswer(200, UpdateReceivedResponse)
  @ApiProblems(wrongTelegramSecret, telegramUnavailable, tooManyRequests)
  async receive(@Req() { body }: FastifyRequest): Promise<UpdateReceivedResponse> {
    await this.inbox.receive(body);
    return { received: true };
  }
}
