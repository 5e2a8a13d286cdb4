import { Body, Controller, Get, HttpCode, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { lastAdmin, notConfirmed, UserAdministrationService } from '../../accounts/index.js';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../platform/errors/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { ChangeGroupDto, UserListQuery, UserPage, UserResponse } from './user.dto.js';
import { toUserResponse } from './user.mapper.js';
import { UserListService } from './user-list.service.js';

@ApiTags('Administration')
@Roles('admin')
@Controller('admin/users')
export class UsersController {
  constructor(
    private readonly lists: UserListService,
    private readonly users: UserAdministrationService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Find accounts',
    description:
      'Filters combine. The newest first, unless `sort` says otherwise (`id`, `email`, `created_at`). Accounts that their owners deleted are left out.',
  })
  @ApiAnswer(200, UserPage)
  @ApiProblems(validationFailed)
  list(@Query() query: UserListQuery, @Req() request: FastifyRequest): Promise<UserPage> {
    return this.lists.list(query, request.url);
  }

  @Get(':id')
  @ApiOperation({ summary: 'An account' })
  @ApiAnswer(200, UserResponse)
  @ApiProblems(validationFailed, notFound)
  async get(@IdParam() id: number): Promise<UserResponse> {
    return toUserResponse(await this.users.get(id));
  }

  @Patch(':id/group')
  @ApiOperation({
    summary: 'Put an account into another group',
    description:
      'Each group may do what the lower ones may: user, cashier, moderator, admin. Holds for the very next request, with tokens that were given out before, too. Somebody must stay administrator.',
  })
  @ApiAnswer(200, UserResponse)
  @ApiProblems(validationFailed, notFound, lastAdmin, notConfirmed)
  async changeGroup(
    @IdParam() id: number,
    @Body() { group }: ChangeGroupDto,
    @CurrentUser() actor: Principal,
  ): Promise<UserResponse> {
    return toUserResponse(await this.users.changeGroup(actor.userId, id, group));
  }

  @Post(':id/activate')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Open an account',
    description:
      'One that was deactivated, or one whose owner never followed the link in the mail; the latter is told by mail. An account that is active stays as it is.',
  })
  @ApiAnswer(200, UserResponse)
  @ApiProblems(validationFailed, notFound)
  async activate(@IdParam() id: number, @CurrentUser() actor: Principal): Promise<UserResponse> {
    return toUserResponse(await this.users.activate(actor.userId, id));
  }

  @Post(':id/deactivate')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Close an account',
    description:
      'Ends all its sessions at once and keeps it from signing in until it is opened again. An account that is not active stays as it is. Somebody must stay administrator.',
  })
  @ApiAnswer(200, UserResponse)
  @ApiProblems(validationFailed, notFound, lastAdmin)
  async deactivate(@IdParam() id: number, @CurrentUser() actor: Principal): Promise<UserResponse> {
    return toUserResponse(await this.users.deactivate(actor.userId, id));
  }
}
