import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { Authenticator } from '../../platform/auth/index.js';
import { type Settings, SETTINGS } from '../../platform/config/index.js';
import { AccountDeletionService } from './account/account-deletion.service.js';
import { AccountController } from './account/account.controller.js';
import { OwnAccountService } from './account/own-account.service.js';
import { PasswordChangeService } from './account/password-change.service.js';
import { AccountLinks } from './account-links.js';
import { AccountsInvariants } from './accounts.invariants.js';
import { ExpiredTokensRepository } from './cleanup/expired-tokens.repository.js';
import { TokenCleanup } from './cleanup/token-cleanup.task.js';
import { DemoAccountsService } from './demo/demo-accounts.service.js';
import { ForgottenPasswordService } from './password-reset/forgotten-password.service.js';
import { PasswordResetController } from './password-reset/password-reset.controller.js';
import { RequestPasswordResetHandler } from './password-reset/password-reset.jobs.js';
import { PasswordResetService } from './password-reset/password-reset.service.js';
import { ResetLinkService } from './password-reset/reset-link.service.js';
import { ResetPageController } from './password-reset/reset-page.controller.js';
import { ResetTokensRepository } from './password-reset/reset-tokens.repository.js';
import { NewPasswordService } from './passwords/new-password.service.js';
import { PasswordCheckService } from './passwords/password-check.service.js';
import { PasswordHasher } from './passwords/password-hasher.js';
import { ActivationTokensRepository } from './registration/activation-tokens.repository.js';
import { RegistrationController } from './registration/registration.controller.js';
import { ResendActivationHandler } from './registration/registration.jobs.js';
import { RegistrationService } from './registration/registration.service.js';
import { SignUpService } from './registration/sign-up.service.js';
import { AccessTokenStrategy } from './sessions/access-token.strategy.js';
import { AccessTokens, JWT_ALGORITHM, JWT_AUDIENCE } from './sessions/access-tokens.js';
import { ConsoleCookie } from './sessions/console-cookie.js';
import { jwtSecretOf } from './sessions/jwt-secret.js';
import { PassportAuthenticator } from './sessions/passport-authenticator.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsRepository } from './sessions/sessions.repository.js';
import { SessionsService } from './sessions/sessions.service.js';
import { SignInService } from './sessions/sign-in.service.js';
import { FirstAdminService } from './users/first-admin.service.js';
import { StaffService } from './users/staff.service.js';
import { UserAdministrationService } from './users/user-administration.service.js';
import { UsersRepository } from './users/users.repository.js';

/** Global, since it tells every guard who sends a request. */
@Global()
@Module({
  imports: [
    DiscoveryModule,
    JwtModule.registerAsync({
      inject: [SETTINGS],
      useFactory: (settings: Settings) => ({
        secret: jwtSecretOf(settings),
        signOptions: { algorithm: JWT_ALGORITHM, issuer: settings.http.publicUrl, audience: JWT_AUDIENCE },
      }),
    }),
  ],
  controllers: [
    RegistrationController,
    SessionsController,
    AccountController,
    PasswordResetController,
    ResetPageController,
  ],
  providers: [
    AccessTokens,
    ConsoleCookie,
    AccessTokenStrategy,
    AccountDeletionService,
    AccountLinks,
    AccountsInvariants,
    ActivationTokensRepository,
    { provide: Authenticator, useClass: PassportAuthenticator },
    DemoAccountsService,
    ExpiredTokensRepository,
    FirstAdminService,
    ForgottenPasswordService,
    NewPasswordService,
    OwnAccountService,
    PasswordChangeService,
    PasswordCheckService,
    PasswordHasher,
    PasswordResetService,
    RegistrationService,
    RequestPasswordResetHandler,
    ResendActivationHandler,
    ResetLinkService,
    ResetTokensRepository,
    SessionsRepository,
    SessionsService,
    SignInService,
    SignUpService,
    StaffService,
    TokenCleanup,
    UserAdministrationService,
    UsersRepository,
  ],
  exports: [
    Authenticator,
    ConsoleCookie,
    SessionsService,
    SignInService,
    StaffService,
    UserAdministrationService,
  ],
})
export class AccountsModule {}
