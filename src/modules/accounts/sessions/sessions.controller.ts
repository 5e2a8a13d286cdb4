import { Body, Controller, Delete, Get, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Public, Roles } from '../../../platform/auth/index.js';
import { notFound, validationFailed } from '../../../platform/errors/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { tooManyRequests } from '../../../platform/rate-limits/index.js';
import { MessageResponse } from '../accounts.dto.js';
import {
  busy,
  deactivated,
  invalidRefreshToken,
  notActivated,
  wrongCredentials,
} from '../accounts.errors.js';
import { ACCESS_TOKEN_SECONDS } from './access-tokens.js';
import { deviceOf } from './device-of.js';
import { LoginDto, RefreshDto, SessionListResponse, TokenPairResponse } from './sessions.dto.js';
import { SessionsService, type TokenPair } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';

@ApiTags('Accounts')
@Roles('user')
@Controller('accounts')
export class SessionsController {
  constructor(
    private readonly signIn: SignInService,
    private readonly sessions: SessionsService,
  ) {}

  @Post('login')
  @Public()
  @Header('cache-control', 'no-store')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sign in',
    description:
      'Ten wrong passwords for one account from one address within fifteen minutes, and it has to wait (429). Whether the account is not activated is said only after the right password.',
  })
  @ApiAnswer(200, TokenPairResponse)
  @ApiProblems(validationFailed, wrongCredentials, notActivated, deactivated, tooManyRequests, busy)
  async login(
    @Body() { email, password }: LoginDto,
    @CurrentUser() principal: Principal | undefined,
    @Req() request: FastifyRequest,
  ): Promise<TokenPairResponse> {
    return toResponse(await this.signIn.signIn({ email, password, principal, device: deviceOf(request) }));
  }

  @Post('refresh')
  @Public()
  @Header('cache-control', 'no-store')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Get new tokens',
    description: 'A refresh token works once, for 30 days. One that is used twice ends its whole session.',
  })
  @ApiAnswer(200, TokenPairResponse)
  @ApiProblems(validationFailed, invalidRefreshToken)
  async refresh(@Body() dto: RefreshDto): Promise<TokenPairResponse> {
    return toResponse(await this.sessions.refresh(dto.refresh_token));
  }

  @Post('logout')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sign out',
    description:
      'Ends the session of the refresh token. Its access tokens are good for nothing from this moment on.',
  })
  @ApiAnswer(200, MessageResponse)
  @ApiProblems(validationFailed, invalidRefreshToken)
  async logout(@CurrentUser() user: Principal, @Body() dto: RefreshDto): Promise<MessageResponse> {
    await this.sessions.end(user.userId, dto.refresh_token);
    return { message: 'You are signed out.' };
  }

  @Get('sessions')
  @ApiOperation({ summary: 'Where you are signed in', description: 'The 100 sessions that were used last.' })
  @ApiAnswer(200, SessionListResponse)
  async list(@CurrentUser() user: Principal): Promise<SessionListResponse> {
    const sessions = await this.sessions.listOf(user.userId);
    return {
      items: sessions.map((session) => ({
        id: session.id,
        device: session.userAgent,
        address: session.address,
        current: session.id === user.sessionId,
        created_at: session.createdAt.toISOString(),
        last_used_at: session.lastUsedAt.toISOString(),
      })),
    };
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'End a session of yours' })
  @ApiAnswer(204)
  @ApiProblems(validationFailed, notFound)
  end(@CurrentUser() user: Principal, @IdParam() id: number): Promise<void> {
    return this.sessions.endOne(user.userId, id);
  }

  @Delete('sessions')
  @HttpCode(204)
  @ApiOperation({ summary: 'End all sessions of yours but this one' })
  @ApiAnswer(204)
  endOthers(@CurrentUser() user: Principal): Promise<void> {
    return this.sessions.endAllOf(user.userId, user.sessionId);
  }
}

function toResponse({ accessToken, refreshToken }: TokenPair): TokenPairResponse {
  return {
    access_token: accessToken,
    refresh_token: refreshToken,
    token_type: 'bearer',
    expires_in: ACCESS_TOKEN_SECONDS,
  };
}
