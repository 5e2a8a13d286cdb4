import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { validationFailed } from '../../../platform/errors/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { ChangePreferencesDto, PreferencesResponse } from './preferences.dto.js';
import { PreferencesService } from './preferences.service.js';

@ApiTags('Community')
@Roles('user')
@Controller('notifications/preferences')
export class PreferencesController {
  constructor(private readonly preferences: PreferencesService) {}

  @Get()
  @ApiOperation({
    summary: 'What you want to hear of',
    description:
      'Kind by kind and way by way. Until you say otherwise: everything in the application, everything by mail but likes and reminders, and by Telegram, once your chat is linked, what becomes of your orders and screenings, snacks that are ready, and favourite films that come to the cinema. What is `locked` is sent in any case: mails about orders and canceled screenings come as it happens, apart from those that collect what is new.',
  })
  @ApiAnswer(200, PreferencesResponse)
  get(@CurrentUser() user: Principal): Promise<PreferencesResponse> {
    return this.preferences.get(user.userId);
  }

  @Patch()
  @ApiOperation({
    summary: 'Choose what you want to hear of',
    description:
      'Kinds and ways that are not named stay as they are. What waits to be mailed, or sent by Telegram, of a kind that you do not want there any more is not sent. Telegram is used while your chat is linked (`POST /telegram/link`). What is `locked` cannot be turned off.',
  })
  @ApiAnswer(200, PreferencesResponse)
  @ApiProblems(validationFailed)
  change(
    @CurrentUser() user: Principal,
    @Body() { items }: ChangePreferencesDto,
  ): Promise<PreferencesResponse> {
    return this.preferences.change(user.userId, items);
  }
}
