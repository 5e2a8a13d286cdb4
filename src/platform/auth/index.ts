export {
  type Access,
  AlsoByCookie,
  CurrentUser,
  Public,
  Roles,
  type WithPrincipal,
} from './access.decorators.js';
export { accessOf, ForbiddenError, UnauthenticatedError } from './access.guard.js';
export { AuthModule } from './auth.module.js';
export { Authenticator } from './authenticator.js';
export { type Group, GROUPS, type Principal, reaches } from './principal.js';
export { sameText } from './same-text.js';
export { SignUpRequired, signUpRequired } from './sign-up.js';
