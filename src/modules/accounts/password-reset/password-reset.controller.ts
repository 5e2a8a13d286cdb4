import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../../platform/auth/index.js';
import { validationFailed } from '../../../platform/errors/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { tooManyRequests } from '../../../platform/rate-limits/index.js';
import { EmailDto, MessageResponse } from '../accounts.dto.js';
import { busy, invalidToken } from '../accounts.errors.js';
import { ForgottenPasswordService } from './forgotten-password.service.js';
import { CompleteResetDto } from './password-reset.dto.js';

@ApiTags('Accounts')
@Public()
@Controller('accounts/reset-password')
export class PasswordResetController {
  constructor(private readonly forgotten: ForgottenPasswordService) {}

  @Post('request')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Ask for a link to choose a new password',
    description:
      'The answer is the same for every e-mail. The link is good for an hour; a new one replaces it.',
  })
  @ApiAnswer(200, MessageResponse)
  @ApiProblems(validationFailed, tooManyRequests)
  async request(@Body() { email }: EmailDto, @Ip() address: string): Promise<MessageResponse> {
    await this.forgotten.requestLink(email, address);
    return { message: 'If an account has this e-mail, a link to choose a new password is on its way.' };
  }

  @Post('complete')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Choose a new password',
    description: 'With the token of the mail, which works once. Ends all sessions.',
  })
  @ApiAnswer(200, MessageResponse)
  @ApiProblems(validationFailed, invalidToken, tooManyRequests, busy)
  async complete(@Body() dto: CompleteResetDto, @Ip() address: string): Promise<MessageResponse> {
    await this.forgotten.complete(dto, address);
    return { message: 'The new password is set. Sign in with it.' };
  }
}
