export { type Access, CurrentUser, Public, Roles, type WithPrincipal } from './access.decorators.js';
export { accessOf } from './access.guard.js';
export { AuthModule } from './auth.module.js';
export { Authenticator } from './authenticator.js';
export { type Group, GROUPS, type Principal, reaches } from './principal.js';
