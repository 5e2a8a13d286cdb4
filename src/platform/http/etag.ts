import { createHash } from 'node:crypto';
import { StaleError } from '../errors/index.js';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The ETag of a body: equal bodies have equal tags. */
export function etagOf(body: string | Buffer): string {
  return `"${createHash('sha1').update(body).digest('base64url')}"`;
}

/**
 * An ETag in two parts: the edited content, which `If-Match` goes by, and everything else that the answer shows.
 * @param content letters and digits
 */
export function contentEtag(content: string, rest: string): string {
  return `"${content}.${rest}"`;
}

/**
 * Makes sure that an editor has seen the current content.
 * @param ifMatch the `If-Match` header, if there is one
 * @throws StaleError when it names other content only
 */
export function requireMatch(ifMatch: string | undefined, content: string, thing: string): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const seen = ifMatch.split(',').map((tag) => /^(?:W\/)?"([^".]*)/.exec(tag.trim())?.[1]);
  if (!seen.includes(content)) throw new StaleError(thing);
}

/** Whether a list of tags (`If-None-Match`, `If-Match`) names this one. Weak tags count as their strong twins. */
export function namesEtag(header: string, etag: string): boolean {
  if (header.trim() === '*') return true;
  return header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

/** Answers 304 instead of a body that the client already has. Bodies without a tag get one. */
export function answerConditionally(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (reply.statusCode !== 200 || (request.method !== 'GET' && request.method !== 'HEAD')) return payload;
  let etag = reply.getHeader('etag');
  if (typeof etag !== 'string') {
    if (typeof payload !== 'string' || reply.hasHeader('content-encoding')) return payload;
    etag = etagOf(payload);
    reply.header('etag', etag);
  }
  const known = request.headers['if-none-match'];
  if (known === undefined || !namesEtag(known, etag)) return payload;
  reply.status(304).removeHeader('content-type').removeHeader('content-length');
  return '';
}
