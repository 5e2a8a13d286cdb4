import { Body, Controller, Get, Headers, HttpCode, Ip, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../../platform/auth/index.js';
import { validationFailed } from '../../../platform/errors/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { tooManyRequests } from '../../../platform/rate-limits/index.js';
import { EmailDto, MessageResponse } from '../accounts.dto.js';
import { busy, emailTaken, invalidToken, InvalidTokenError } from '../accounts.errors.js';
import { activationPage } from './activation-page.js';
import { ActivateDto, RegisterDto, RegisteredResponse } from './registration.dto.js';
import { SignUpService } from './sign-up.service.js';

@ApiTags('Accounts')
@Public()
@Controller('accounts')
export class RegistrationController {
  constructor(private readonly signUp: SignUpService) {}

  @Post('register')
  @ApiOperation({
    summary: 'Register',
    description:
      'Mails a link that activates the account and is good for 24 hours. Registering again before that starts over: new password, new link, the old link dies.',
  })
  @ApiAnswer(201, RegisteredResponse)
  @ApiProblems(validationFailed, emailTaken, tooManyRequests, busy)
  register(@Body() { email, password }: RegisterDto, @Ip() address: string): Promise<RegisteredResponse> {
    return this.signUp.register(email, password, address);
  }

  @Get('activate')
  @ApiOperation({
    summary: 'Activate an account',
    description: 'Where the link in the mail leads. Browsers are shown a page, programs get JSON.',
  })
  @ApiAnswer(200, MessageResponse)
  @ApiProblems(validationFailed, invalidToken, tooManyRequests)
  async follow(
    @Query() dto: ActivateDto,
    @Ip() address: string,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MessageResponse | string> {
    reply.header('cache-control', 'no-store');
    if (!accept?.includes('text/html')) return this.activate(dto, address);
    reply.type('text/html; charset=utf-8');
    try {
      return activationPage('Welcome', (await this.activate(dto, address)).message);
    } catch (error) {
      if (!(error instanceof InvalidTokenError)) throw error;
      reply.status(400);
      return activationPage(invalidToken.title, invalidToken.example);
    }
  }

  @Post('activate')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Activate an account',
    description:
      'With what the link in the mail carries. The same link once more is told so, and does no harm.',
  })
  @ApiAnswer(200, MessageResponse)
  @ApiProblems(validationFailed, invalidToken, tooManyRequests)
  async activate(@Body() { email, token }: ActivateDto, @Ip() address: string): Promise<MessageResponse> {
    const first = await this.signUp.activate(email, token, address);
    return {
      message: first
        ? 'The account is active. You can sign in now.'
        : 'The account was activated with this link before. You can sign in.',
    };
  }

  @Post('resend-activation')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Ask for a new activation link',
    description: 'The answer is the same for every e-mail. A new link takes the place of the old one.',
  })
  @ApiAnswer(200, MessageResponse)
  @ApiProblems(validationFailed, tooManyRequests)
  async resend(@Body() { email }: EmailDto, @Ip() address: string): Promise<MessageResponse> {
    await this.signUp.requestLink(email, address);
    return { message: 'If an account with this e-mail waits for activation, a new link is on its way.' };
  }
}
