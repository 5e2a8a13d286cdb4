import type { FastifyReply } from 'fastify';
import type { ServerResponse } from 'node:http';

/** How long clients wait before they come back. */
const RETRY_MS = 3_000;

/**
 * Answers with server-sent events.
 * @param begin sends them from now on; what it returns ends that, once the client is gone
 */
export async function serveEvents(
  reply: FastifyReply,
  begin: (stream: ServerResponse) => (() => void) | Promise<() => void>,
): Promise<void> {
  const stream = reply.raw;
  reply.hijack();
  stream.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    connection: 'close',
  });
  stream.write(`retry: ${RETRY_MS}\n\n`);
  const close = await begin(stream);
  if (stream.closed) close();
  else stream.once('close', close);
}
