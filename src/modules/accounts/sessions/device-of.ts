import type { FastifyRequest } from 'fastify';
import type { Device } from './sessions.repository.js';

/** Where a request comes from, as lists of sessions and mails show it. */
export function deviceOf(request: Pick<FastifyRequest, 'ip' | 'headers'>): Device {
  const name = (request.headers['user-agent'] ?? '').replace(/[^\x20-\x7E]/g, '').trim();
  return { userAgent: name === '' ? 'unknown' : name, address: request.ip };
}
