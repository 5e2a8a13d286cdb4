import { Body, Controller, Delete, Get, HttpCode, Ip, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentUser, type Principal, Roles } from '../../../platform/auth/index.js';
import { validationFailed } from '../../../platform/errors/index.js';
import { ApiAnswer, ApiProblems } from '../../../platform/openapi/index.js';
import { tooManyRequests } from '../../../platform/rate-limits/index.js';
import { MessageResponse } from '../accounts.dto.js';
import { busy, lastAdmin, samePassword, wrongCredentials } from '../accounts.errors.js';
import { deviceOf } from '../sessions/device-of.js';
import { AccountDeletionService } from './account-deletion.service.js';
import { AccountResponse, ChangePasswordDto, DeleteAccountDto } from './account.dto.js';
import { OwnAccountService } from './own-account.service.js';
import { PasswordChangeService } from './password-change.service.js';

@ApiTags('Accounts')
@Roles('user')
@Controller('accounts')
export class AccountController {
  constructor(
    private readonly own: OwnAccountService,
    private readonly passwords: PasswordChangeService,
    private readonly deletion: AccountDeletionService,
  ) {}

  @Get('me')
  @ApiOperation({ summary: 'Your account' })
  @ApiAnswer(200, AccountResponse)
  async me(@CurrentUser() principal: Principal): Promise<AccountResponse> {
    const user = await this.own.get(principal.userId);
    return {
      id: user.id,
      email: user.email,
      group: user.group,
      is_active: user.isActive,
      created_at: user.createdAt.toISOString(),
    };
  }

  @Delete('me')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete your account',
    description:
      'Wants the password again. Everything that tells who you are is removed; orders and payments stay in the books without a name. The e-mail is free again.',
  })
  @ApiAnswer(204)
  @ApiProblems(validationFailed, wrongCredentials, lastAdmin, tooManyRequests, busy)
  delete(
    @CurrentUser() principal: Principal,
    @Body() { password }: DeleteAccountDto,
    @Ip() address: string,
  ): Promise<void> {
    return this.deletion.delete(principal, password, address);
  }

  @Post('change-password')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Choose another password',
    description: 'Ends all your other sessions, and tells you by mail.',
  })
  @ApiAnswer(200, MessageResponse)
  @ApiProblems(validationFailed, wrongCredentials, samePassword, tooManyRequests, busy)
  async changePassword(
    @CurrentUser() principal: Principal,
    @Body() dto: ChangePasswordDto,
    @Req() request: FastifyRequest,
  ): Promise<MessageResponse> {
    await this.passwords.change(principal, {
      oldPassword: dto.old_password,
      newPassword: dto.new_password,
      device: deviceOf(request),
    });
    return { message: 'The password was changed. Everywhere else you are signed out.' };
  }
}
