import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { Authenticator, NobodyAuthenticator } from './authenticator.js';

@Global()
@Module({
  providers: [
    { provide: Authenticator, useClass: NobodyAuthenticator },
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [Authenticator],
})
export class AuthModule {}
