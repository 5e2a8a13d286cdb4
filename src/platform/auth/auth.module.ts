import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';

/** Guards every route. Whoever knows the accounts provides the `Authenticator`. */
@Module({
  providers: [{ provide: APP_GUARD, useClass: AccessGuard }],
})
export class AuthModule {}
