import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CONSOLE_STYLE, ICON } from './console-style.js';
import { REDOC_SCRIPT } from './redoc-script.js';
import { SESSION_SCRIPT } from './session-script.js';
import { SIGN_IN_SCRIPT } from './sign-in-script.js';
import { SWAGGER_SCRIPT } from './swagger-script.js';

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';
const NO_PICTURE = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
const require = createRequire(join(import.meta.dirname, 'console-assets.js'));

/** A file of the console: a text of ours, or a file of a package. */
export type Asset =
  | { readonly type: string; readonly text: string }
  | { readonly type: string; readonly file: string; readonly replace?: readonly [string, string] };

/** What the sign-in form and the refusal need. */
export const FORM_ASSETS: ReadonlyMap<string, Asset> = new Map([
  ['console.css', { type: STYLE, text: CONSOLE_STYLE }],
  ['icon.svg', { type: 'image/svg+xml', text: ICON }],
  ['session.js', { type: SCRIPT, text: SESSION_SCRIPT }],
  ['sign-in.js', { type: SCRIPT, text: SIGN_IN_SCRIPT }],
]);

/** What the pages behind the form need. */
export const CONSOLE_ASSETS: ReadonlyMap<string, Asset> = new Map<string, Asset>([
  ['swagger.js', { type: SCRIPT, text: SWAGGER_SCRIPT }],
  ['redoc.js', { type: SCRIPT, text: REDOC_SCRIPT }],
  ['swagger-ui.css', { type: STYLE, file: 'swagger-ui-dist/swagger-ui.css' }],
  ['swagger-ui-bundle.js', { type: SCRIPT, file: 'swagger-ui-dist/swagger-ui-bundle.js' }],
  [
    'redoc.standalone.js',
    {
      type: SCRIPT,
      file: 'redoc/bundles/redoc.standalone.js',
      // ReDoc shows the picture of its maker from their server.
      replace: ['https://cdn.redoc.ly/redoc/logo-mini.svg', NO_PICTURE],
    },
  ],
]);

/** The content of an asset. */
export async function textOf(asset: Asset): Promise<string> {
  if ('text' in asset) return asset.text;
  const text = await readFile(require.resolve(asset.file), 'utf8');
  return asset.replace ? text.replaceAll(...asset.replace) : text;
}
