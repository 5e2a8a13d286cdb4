import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import type { ConsoleSession } from './sessions.service.js';

const NAME = 'console_session';

/** The cookie of the console: out of reach of scripts, never sent from other sites, bound to TLS where there is TLS. */
@Injectable()
export class ConsoleCookie {
  private readonly name: string;
  private readonly attributes: string;

  constructor(@InjectSettings() settings: Settings) {
    const secure = settings.http.publicUrl.startsWith('https:');
    this.name = secure ? `__Host-${NAME}` : NAME;
    this.attributes = `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
  }

  /** The token in the cookie of a request, if it has one. */
  of(request: FastifyRequest): string | undefined {
    const start = `${this.name}=`;
    return request.headers.cookie
      ?.split(';')
      .map((pair) => pair.trim())
      .find((pair) => pair.startsWith(start))
      ?.slice(start.length);
  }

  give(reply: FastifyReply, { cookie, expiresAt }: ConsoleSession): void {
    this.set(reply, cookie, expiresAt);
  }

  /** Makes the browser forget it. */
  take(reply: FastifyReply): void {
    this.set(reply, '', new Date(0));
  }

  private set(reply: FastifyReply, value: string, expires: Date): void {
    reply.header('set-cookie', `${this.name}=${value}; Expires=${expires.toUTCString()}; ${this.attributes}`);
  }
}
