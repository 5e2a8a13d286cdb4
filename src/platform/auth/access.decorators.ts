import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { Group, Principal } from './principal.js';

export const ACCESS = 'access';

/** Who may call a handler. */
export type Access = { readonly public: true } | { readonly least: Group };

/** Anybody may call this, signed in or not. */
export const Public = () => SetMetadata(ACCESS, { public: true } satisfies Access);

/** This group and the higher ones may call this. Without a word on handler or class, every signed-in account may. */
export const Roles = (least: Group) =>
  applyDecorators(SetMetadata(ACCESS, { least } satisfies Access), ApiBearerAuth());

export const BY_COOKIE = 'by-cookie';

/** Browsers may call this with the cookie of the console as well. Everything else takes access tokens only. */
export const AlsoByCookie = () => SetMetadata(BY_COOKIE, true);

/** The request as the guard leaves it. */
export interface WithPrincipal {
  principal?: Principal | undefined;
}

/** Who sends the request; undefined only on public addresses. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext) => {
  return context.switchToHttp().getRequest<WithPrincipal>().principal;
});
