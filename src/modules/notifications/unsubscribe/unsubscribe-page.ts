import { createHash } from 'node:crypto';
import { FIELD, VALUE } from './one-click.js';

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:26rem;margin:3rem auto;padding:0 1rem}
button{font:inherit;padding:.5rem 1rem}`;

/** What somebody sees who follows the link of a digest. It has a button because programs follow links, too. */
export const ASK_PAGE = page(
  'Unsubscribe',
  `<p>Do you want no more mails about what happened in Online Cinema? You will still find it in your notifications there.</p>
<form method="post">
<input type="hidden" name="${FIELD}" value="${VALUE}">
<button>Unsubscribe</button>
</form>`,
);

/** @param title and @param message are words of ours, not of others */
export function answerPage(title: string, message: string): string {
  return page(title, `<p>${message}</p>\n<p><a href="/app/">Go on</a></p>`);
}

/** Lets the page send its form to where it came from, and nothing else. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${title}</h1>
${content}
</body>
</html>
`;
}
