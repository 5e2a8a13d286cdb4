import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { validationFailed } from '../../../platform/errors/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { ChangeNotificationSettingsDto, NotificationSettingsResponse } from './settings.dto.js';
import { NotificationSettingsService } from './settings.service.js';

@ApiTags('Community')
@Roles('user')
@Controller('notifications/settings')
export class NotificationSettingsController {
  constructor(private readonly settings: NotificationSettingsService) {}

  @Get()
  @ApiOperation({
    summary: 'How you want to be told',
    description: 'The language of Telegram messages, your cinema, and your quiet hours.',
  })
  @ApiAnswer(200, NotificationSettingsResponse)
  get(@CurrentUser() user: Principal): Promise<NotificationSettingsResponse> {
    return this.settings.get(user.userId);
  }

  @Patch()
  @ApiOperation({
    summary: 'Choose how you want to be told',
    description:
      'What is not named stays as it is; null takes it back. In quiet hours mails of news and Telegram messages wait until these end, on the clocks where you live. What cannot wait comes all the same: a screening of yours that begins soon, or does not take place within a day, and snacks that are ready. So do mails about your account and your orders.',
  })
  @ApiAnswer(200, NotificationSettingsResponse)
  @ApiProblems(validationFailed)
  change(
    @CurrentUser() user: Principal,
    @Body() change: ChangeNotificationSettingsDto,
  ): Promise<NotificationSettingsResponse> {
    return this.settings.change(user.userId, change);
  }
}
