/**
 * One address for each thing: `/api/movies/` and `/movies/` are `/movies`.
 * @param url path and query as the client sent them
 */
export function rewriteUrl(url: string): string {
  const end = url.indexOf('?');
  const query = end === -1 ? '' : url.slice(end);
  let path = end === -1 ? url : url.slice(0, end);
  if (path === '/api' || path.startsWith('/api/')) path = path.slice(4) || '/';
  while (path.length > 1 && path.endsWith('/')) path = path.slice(0, -1);
  return path + query;
}
