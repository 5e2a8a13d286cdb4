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
      'Kind by kind and way by way. Until you say otherwise: everything in the application, everything by mail but likes and what becomes of orders, which are mailed as it happens, nothing by Telegram, where no messages are sent yet.',
  })
  @ApiAnswer(200, PreferencesResponse)
  get(@CurrentUser() user: Principal): Promise<PreferencesResponse> {
    return this.preferences.get(user.userId);
  }

  @Patch()
  @ApiOperation({
    summary: 'Choose what you want to hear of',
    description:
      'Kinds and ways that are not named stay as they are. What waits to be mailed of a kind that you do not want by mail any more is not mailed. What you want by Telegram is kept; no messages are sent there yet.',
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
