import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable, of } from 'rxjs';
import { InjectSettings, type Settings } from '../config/index.js';
import { etagOf } from '../http/index.js';
import { CacheEpoch } from './cache-epoch.js';
import { type CachedAnswer, ResponseCache } from './response-cache.js';

/** Gives those who have not signed in the kept answer to the same address. Answers that are errors are not kept. */
@Injectable()
export class CacheForAnonymous implements NestInterceptor {
  constructor(
    private readonly cache: ResponseCache,
    private readonly epoch: CacheEpoch,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    if (!this.settings.responseCache || request.headers.authorization !== undefined) return next.handle();
    const reply = http.getResponse<FastifyReply>();
    const epoch = await this.epoch.current();
    const answer =
      this.cache.peek(request.url, epoch) ??
      (await this.cache.get(request.url, epoch, async (): Promise<CachedAnswer> => {
        const body = JSON.stringify(await lastValueFrom(from(next.handle())));
        return { body, etag: etagOf(body) };
      }));
    reply.header('etag', answer.etag).type('application/json; charset=utf-8');
    return of(answer.body);
  }
}
