import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { ForeignOriginError } from '../console.errors.js';

/**
 * Lets through what our own pages send. Browsers say where a request comes from in headers that no script can set; a
 * program that says nothing has no cookie that somebody else could misuse.
 */
@Injectable()
export class OwnOriginGuard implements CanActivate {
  private readonly publicOrigin: string;

  constructor(@InjectSettings() settings: Settings) {
    this.publicOrigin = new URL(settings.http.publicUrl).origin;
  }

  canActivate(context: ExecutionContext): boolean {
    if (!this.isOwn(context.switchToHttp().getRequest<FastifyRequest>())) throw new ForeignOriginError();
    return true;
  }

  private isOwn({ headers, protocol, host }: FastifyRequest): boolean {
    const { origin, cookie } = headers;
    const site = headers['sec-fetch-site'];
    if (origin !== undefined) return origin === this.publicOrigin || origin === `${protocol}://${host}`;
    return site === undefined ? cookie === undefined : site === 'same-origin' || site === 'none';
  }
}
