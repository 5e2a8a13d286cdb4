import { Body, Controller, Header, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ACCESS_TOKEN_SECONDS, ConsoleCookie, deviceOf, LoginDto } from '../../accounts/index.js';
import { AlsoByCookie, Public, Roles } from '../../../platform/auth/index.js';
import type { ConsoleTokenResponse } from './console-session.dto.js';
import { ConsoleSessionService } from './console-session.service.js';
import { OwnOriginGuard } from './own-origin.guard.js';

/** What the scripts of the console send. */
@ApiExcludeController()
@UseGuards(OwnOriginGuard)
@Controller('docs')
export class ConsoleSessionController {
  constructor(
    private readonly sessions: ConsoleSessionService,
    private readonly cookies: ConsoleCookie,
  ) {}

  @Post('sign-in')
  @Public()
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  async signIn(
    @Body() credentials: LoginDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    this.cookies.give(reply, await this.sessions.signIn(credentials, deviceOf(request)));
  }

  @Post('token')
  @Roles('moderator')
  @AlsoByCookie()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async token(@Req() request: FastifyRequest): Promise<ConsoleTokenResponse> {
    const token = await this.sessions.accessToken(this.cookies.of(request));
    return { access_token: token, expires_in: ACCESS_TOKEN_SECONDS };
  }

  @Post('sign-out')
  @Public()
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  @Header('clear-site-data', '"cache"')
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.signOut(this.cookies.of(request));
    this.cookies.take(reply);
  }
}
