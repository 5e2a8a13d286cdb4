/** Starts Swagger UI. Requests carry the current token unless somebody signed out of "Authorize", or pasted another. */
export const SWAGGER_SCRIPT = `const scheme = 'bearer';
const dark = matchMedia('(prefers-color-scheme: dark)');
const paint = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', paint);
paint();
(async () => {
  const spec = await consoleSession.description();
  const ui = SwaggerUIBundle({
    spec,
    dom_id: '#docs',
    deepLinking: true,
    displayRequestDuration: true,
    docExpansion: 'list',
    filter: true,
    persistAuthorization: false,
    tryItOutEnabled: true,
    validatorUrl: 'none',
    requestInterceptor: async (request) => {
      const given = /^Bearer (.+)$/.exec((request.headers || {}).Authorization || '');
      if (given && consoleSession.isOurs(given[1])) {
        request.headers.Authorization = 'Bearer ' + (await consoleSession.current());
      }
      return request;
    },
    responseInterceptor: async (response) => {
      if (response.status === 401) await consoleSession.renew().catch(() => undefined);
      return response;
    },
    onComplete: () => {
      let first = true;
      consoleSession.keep((token) => {
        const shown = ui.getState().getIn(['auth', 'authorized', scheme, 'value']);
        if (first || consoleSession.isOurs(shown)) ui.preauthorizeApiKey(scheme, token);
        first = false;
      });
    },
  });
})().catch(() => consoleSession.say('The description cannot be read. Reload the page in a moment.'));
`;
