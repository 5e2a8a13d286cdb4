/** Assets of the form, which everybody may have, and of the pages behind it. */
const FORM = '/docs/form';
const ASSETS = '/docs/assets';

const COMMON_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];
const policy = (...more: readonly string[]): string => [...COMMON_POLICY, ...more].join('; ');

/** Lets the form run its own script and style, and nothing else. */
export const FORM_POLICY = policy("style-src 'self'");
export const SWAGGER_POLICY = policy("style-src 'self'");
/** ReDoc writes its styles as it goes, and searches in a worker that it makes itself. */
export const REDOC_POLICY = policy("style-src 'self' 'unsafe-inline'", 'worker-src blob:');

const page = (title: string, head: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} – Online Cinema</title>
<link rel="icon" href="${FORM}/icon.svg">
<link rel="stylesheet" href="${FORM}/console.css">
${head}
</head>
<body>
${body}
</body>
</html>
`;

const SIGN_OUT = '<button type="button" id="sign-out">Sign out</button>';
const BAR = `<header class="bar">
<strong>Online Cinema</strong>
<nav aria-label="Console"><a href="/docs/">Try out</a> <a href="/redoc/">Read</a> <a href="/openapi.json">openapi.json</a></nav>
${SIGN_OUT}
</header>
<noscript><p>This page needs JavaScript.</p></noscript>
<p role="alert" id="alert"></p>
<main id="docs"></main>`;

/** Swagger UI, signed in. */
export const SWAGGER_PAGE = page(
  'Console',
  `<link rel="stylesheet" href="${ASSETS}/swagger-ui.css">
<script src="${ASSETS}/swagger-ui-bundle.js" defer></script>
<script src="${FORM}/session.js" defer></script>
<script src="${ASSETS}/swagger.js" defer></script>`,
  BAR,
);

/** ReDoc. */
export const REDOC_PAGE = page(
  'Reference',
  `<script src="${ASSETS}/redoc.standalone.js" defer></script>
<script src="${FORM}/session.js" defer></script>
<script src="${ASSETS}/redoc.js" defer></script>`,
  BAR,
);

/** For whoever has no session. It is shown at the address that was asked for, and so leads nowhere else. */
export const SIGN_IN_PAGE = page(
  'Sign in',
  `<script src="${FORM}/sign-in.js" defer></script>`,
  `<main class="card">
<h1>Sign in to the console</h1>
<p>For moderators and administrators.</p>
<noscript><p>This page needs JavaScript.</p></noscript>
<form id="sign-in" method="post">
<label for="email">E-mail</label>
<input id="email" name="email" type="email" autocomplete="username" required autofocus aria-describedby="alert">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required aria-describedby="alert">
<p role="alert" id="alert"></p>
<button>Sign in</button>
</form>
</main>`,
);

/** For accounts that the console is not for. */
export const REFUSAL_PAGE = page(
  'Not for this account',
  `<script src="${FORM}/session.js" defer></script>`,
  `<main class="card">
<h1>Your account may not do this</h1>
<p>The console is for moderators and administrators. If you are one of them, sign out and sign in with that account.</p>
<p role="alert" id="alert"></p>
${SIGN_OUT}
</main>`,
);
