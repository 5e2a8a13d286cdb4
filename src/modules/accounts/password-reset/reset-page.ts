import { createHash } from 'node:crypto';

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:26rem;margin:3rem auto;padding:0 1rem}
label,input,button{display:block;width:100%;box-sizing:border-box;font:inherit}
input,button{margin:.25rem 0 1rem;padding:.5rem}
[hidden]{display:none}
[role=status]{min-height:3rem}`;

/** A plain page for people: chooses a new password with the link of a mail, or asks for such a link. */
export const RESET_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Choose a new password</title>
<style>${STYLE}</style>
<script src="/app/reset-password.js" defer></script>
</head>
<body>
<h1>Choose a new password</h1>
<noscript><p>This page needs JavaScript.</p></noscript>
<p role="status" id="status"></p>
<form id="request" hidden>
<label for="request-email">E-mail of your account</label>
<input id="request-email" name="email" type="email" autocomplete="username" required>
<button>Send me a link</button>
</form>
<form id="complete" hidden>
<input name="email" type="email" autocomplete="username" aria-label="E-mail" readonly>
<label for="password">New password: 8 to 72 bytes, with an upper- and a lower-case letter, a digit and a special character</label>
<input id="password" name="password" type="password" autocomplete="new-password" required minlength="8">
<button>Set the password</button>
</form>
</body>
</html>
`;

/** What the page does. The token leaves the address bar at once, and so the history and what is sent as referrer. */
export const RESET_SCRIPT = `const parameters = new URLSearchParams(location.search);
const email = parameters.get('email');
const token = parameters.get('token');
const status = document.getElementById('status');
const form = document.getElementById(email && token ? 'complete' : 'request');
history.replaceState(null, '', location.pathname);
if (email && token) form.elements.email.value = email;
form.hidden = false;
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = form.querySelector('button');
  button.disabled = true;
  try {
    const completes = form.id === 'complete';
    const fields = completes
      ? { email, token, password: form.elements.password.value }
      : { email: form.elements.email.value };
    const answer = await fetch('/accounts/reset-password/' + form.id, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    });
    const body = await answer.json();
    if (answer.ok) form.hidden = true;
    status.textContent = answer.ok
      ? body.message
      : (body.errors || []).map((error) => error.field + ' ' + error.message).join('; ') || body.detail;
  } catch {
    status.textContent = 'The server does not answer. Try again in a moment.';
  }
  button.disabled = false;
});
`;

/** Lets the page run its own script and style, and nothing else. */
export const RESET_PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
