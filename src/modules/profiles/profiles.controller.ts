import { Body, Controller, Get, Headers, Patch, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../platform/auth/index.js';
import { notFound, stale, validationFailed } from '../../platform/errors/index.js';
import { IdParam } from '../../platform/http/index.js';
import { ApiAnswer, ApiProblems } from '../../platform/openapi/index.js';
import { SaveProfileDto } from './profile-input.dto.js';
import { ProfileResponse } from './profile.dto.js';
import { profileEtag } from './profile-etag.js';
import { ProfilesService } from './profiles.service.js';

@ApiTags('Profiles')
@Roles('user')
@Controller('profiles')
export class ProfilesController {
  constructor(private readonly profiles: ProfilesService) {}

  @Get('me')
  @ApiOperation({
    summary: 'Your profile',
    description: 'What you never filled in is null. Others see `display_name` and the avatar only.',
  })
  @ApiAnswer(200, ProfileResponse)
  async own(
    @CurrentUser() user: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProfileResponse> {
    return tagged(await this.profiles.get(user, user.userId), reply);
  }

  @Put('me')
  @ApiOperation({
    summary: 'Write your profile anew',
    description: 'What is left out is taken away, except for the avatar, which has an address of its own.',
  })
  @ApiAnswer(200, ProfileResponse)
  @ApiProblems(validationFailed, stale)
  async replaceOwn(
    @CurrentUser() user: Principal,
    @Body() dto: SaveProfileDto,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProfileResponse> {
    return tagged(await this.profiles.replace(user, dto, ifMatch), reply);
  }

  @Patch('me')
  @ApiOperation({
    summary: 'Change your profile',
    description: 'What is left out stays as it is; null takes it away.',
  })
  @ApiAnswer(200, ProfileResponse)
  @ApiProblems(validationFailed, stale)
  async updateOwn(
    @CurrentUser() user: Principal,
    @Body() dto: SaveProfileDto,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProfileResponse> {
    return tagged(await this.profiles.update(user, user.userId, dto, ifMatch), reply);
  }

  @Get('users/:id')
  @ApiOperation({
    summary: 'The profile of an account',
    description:
      'Your own, or any if you are an administrator. For everybody else each id is forbidden alike.',
  })
  @ApiAnswer(200, ProfileResponse)
  @ApiProblems(validationFailed, notFound)
  async get(
    @CurrentUser() user: Principal,
    @IdParam() id: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProfileResponse> {
    return tagged(await this.profiles.get(user, id), reply);
  }

  @Patch('users/:id')
  @ApiOperation({
    summary: 'Change the profile of an account',
    description:
      "Your own, or any if you are an administrator; administrators' changes of other profiles are recorded. What is left out stays as it is; null takes it away.",
  })
  @ApiAnswer(200, ProfileResponse)
  @ApiProblems(validationFailed, notFound, stale)
  async update(
    @CurrentUser() user: Principal,
    @IdParam() id: number,
    @Body() dto: SaveProfileDto,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProfileResponse> {
    return tagged(await this.profiles.update(user, id, dto, ifMatch), reply);
  }
}

function tagged(profile: ProfileResponse, reply: FastifyReply): ProfileResponse {
  reply.header('etag', profileEtag(profile));
  return profile;
}
