import { Body, Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { validationFailed } from '../../../platform/errors/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import {
  NotificationListQuery,
  NotificationPage,
  ReadNotificationsDto,
  UnreadCountResponse,
} from './notification.dto.js';
import { NotificationsService } from './notifications.service.js';

@ApiTags('Community')
@Roles('user')
@Controller('notifications')
export class NotificationsController {
  constructor(private readonly notifications: NotificationsService) {}

  @Get()
  @ApiOperation({
    summary: 'What happened',
    description:
      'The newest first. What several people did to one thing is told together, as long as it is unread. Kept for 90 days.',
  })
  @ApiAnswer(200, NotificationPage)
  @ApiProblems(validationFailed)
  list(
    @CurrentUser() user: Principal,
    @Query() query: NotificationListQuery,
    @Req() request: FastifyRequest,
  ): Promise<NotificationPage> {
    return this.notifications.list(user.userId, query, request.url);
  }

  @Post('read')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Mark notifications as read',
    description: 'Those that are named, or all. Those of others, and those that are gone, are passed over.',
  })
  @ApiAnswer(200, UnreadCountResponse)
  @ApiProblems(validationFailed)
  async read(
    @CurrentUser() user: Principal,
    @Body() { ids }: ReadNotificationsDto,
  ): Promise<UnreadCountResponse> {
    return { unread_count: await this.notifications.markRead(user.userId, ids) };
  }
}
