import { rewriteUrl } from './rewrite-url.js';

it.each([
  ['/movies', '/movies'],
  ['/movies/', '/movies'],
  ['/movies///', '/movies'],
  ['/api/movies', '/movies'],
  ['/api/movies/?a=1', '/movies?a=1'],
  ['/api', '/'],
  ['/api/', '/'],
  ['/api?a=1', '/?a=1'],
  ['/', '/'],
  ['//', '/'],
  ['/?', '/?'],
  ['/apis/1', '/apis/1'],
  ['/api/api/movies', '/api/movies'],
  ['/API/movies', '/API/movies'],
  ['/movies/api/', '/movies/api'],
  ['/movies?next=/api/x/', '/movies?next=/api/x/'],
  ['/movies/?q=a?b/', '/movies?q=a?b/'],
  ['/movies%2F', '/movies%2F'],
])('rewrites %s to %s', (url, rewritten) => {
  expect(rewriteUrl(url)).toBe(rewritten);
});
