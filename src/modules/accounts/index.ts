/**
 * Accounts: who somebody is. Registration, activation, sign-in, sessions, passwords, groups.
 * Invariants: an e-mail, whatever its case, belongs to one account; tokens are kept as SHA-256 only and work once; a session
 * has one refresh token that is not used; there is always an active administrator once there was one.
 */
export { type AccountEraser, ErasesAccounts } from './account/account-eraser.js';
export { AccountsModule } from './accounts.module.js';
export { DEMO_EMAILS, DEMO_PASSWORD, DemoAccountsService } from './demo/demo-accounts.service.js';
export { isUsableEmail } from './email.policy.js';
export { lastAdmin, notConfirmed } from './accounts.errors.js';
export { ConsoleCookie } from './sessions/console-cookie.js';
export { ACCESS_TOKEN_SECONDS } from './sessions/access-tokens.js';
export { deviceOf } from './sessions/device-of.js';
export { LoginDto } from './sessions/sessions.dto.js';
export { type ConsoleSession, SessionsService } from './sessions/sessions.service.js';
export { SignInService } from './sessions/sign-in.service.js';
export { FirstAdminService } from './users/first-admin.service.js';
export { StaffService } from './users/staff.service.js';
export type { User } from './users/user.js';
export { UserAdministrationService } from './users/user-administration.service.js';
