import type { FastifyRequest } from 'fastify';

/**
 * Whether somebody asks a stand-in by a name of this machine, and nothing is changed on behalf of another web site. A site that makes
 * its own name lead to this machine (DNS rebinding) still asks by its own name.
 */
export function asksByOwnName(
  { headers, method }: Pick<FastifyRequest, 'headers' | 'method'>,
  names: ReadonlySet<string>,
): boolean {
  const hostname = hostnameOf(`http://${headers.host ?? ''}`);
  const origin = method === 'GET' || headers.origin === undefined ? hostname : hostnameOf(headers.origin);
  return names.has(hostname) && names.has(origin);
}

function hostnameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}
