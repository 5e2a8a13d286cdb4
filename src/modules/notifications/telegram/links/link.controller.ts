import { Body, Controller, Delete, Get, HttpCode, Ip, Post, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal, Public, Roles } from '../../../../platform/auth/index.js';
import { validationFailed } from '../../../../platform/errors/index.js';
import { ApiAnswer, ApiProblems } from '../../../../platform/openapi/index.js';
import { tooManyRequests } from '../../../../platform/rate-limits/index.js';
import { BotSecretGuard } from '../secret-guards.js';
import {
  invalidTelegramCode,
  telegramAlreadyLinked,
  telegramUnavailable,
  wrongTelegramSecret,
} from '../telegram.errors.js';
import { ConfirmService } from './confirm.service.js';
import { ConfirmedLinkResponse, ConfirmLinkDto, DeepLinkResponse, TelegramLinkResponse } from './link.dto.js';
import { toConfirmedLink, toDeepLink, toLinkResponse } from './link.mapper.js';
import { OwnLinkService } from './own-link.service.js';

@ApiTags('Telegram')
@Roles('user')
@Controller('telegram/link')
export class TelegramLinkController {
  constructor(
    private readonly own: OwnLinkService,
    private readonly confirmation: ConfirmService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Your Telegram account',
    description:
      'While none is linked, it carries the deep link that links one, the same until it expires: ask again to see whether it was used.',
  })
  @ApiAnswer(200, TelegramLinkResponse)
  @ApiProblems(telegramUnavailable)
  async state(@CurrentUser() user: Principal): Promise<TelegramLinkResponse> {
    return toLinkResponse(await this.own.state(user.userId));
  }

  @Post()
  @ApiOperation({
    summary: 'A new deep link',
    description:
      'Good for ten minutes and for one use; the last one is of no use from then on. Open it on a device with Telegram, and press Start.',
  })
  @ApiAnswer(201, DeepLinkResponse)
  @ApiProblems(telegramAlreadyLinked, telegramUnavailable, tooManyRequests)
  async renew(@CurrentUser() user: Principal): Promise<DeepLinkResponse> {
    return toDeepLink(await this.own.renew(user.userId));
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Take the link away',
    description:
      'The bot says goodbye. Deep links that are open are of no use any more. Nothing happens where there is none.',
  })
  @ApiAnswer(204)
  remove(@CurrentUser() user: Principal): Promise<void> {
    return this.own.remove(user.userId);
  }

  @Post('confirm')
  @Public()
  @UseGuards(BotSecretGuard)
  @HttpCode(200)
  @ApiHeader({ name: 'X-Telegram-Bot-Secret', required: true, description: '`TELEGRAM_BOT_SECRET`' })
  @ApiOperation({
    summary: 'Link whoever opened a deep link',
    description:
      'For a bot that is a program of its own; ours does the same by itself. One Telegram account goes with one account, and the other way round.',
  })
  @ApiAnswer(200, ConfirmedLinkResponse)
  @ApiProblems(
    validationFailed,
    wrongTelegramSecret,
    invalidTelegramCode,
    telegramAlreadyLinked,
    telegramUnavailable,
    tooManyRequests,
  )
  async confirm(@Body() body: ConfirmLinkDto, @Ip() address: string): Promise<ConfirmedLinkResponse> {
    return toConfirmedLink(await this.confirmation.confirm(body, address));
  }
}
