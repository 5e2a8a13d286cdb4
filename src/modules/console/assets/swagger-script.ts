/**
 * Starts Swagger UI. It fills forms with examples; where a parameter may be left out, the example is told instead, since a filter
 * or an idempotency key that nobody meant would go with every request. Requests carry the current token unless somebody signed out of "Authorize", or pasted another. */
export const SWAGGER_SCRIPT = `const scheme = 'bearer';
const dark = matchMedia('(prefers-color-scheme: dark)');
const paint = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', paint);
paint();
const tellExample = (parameter) => {
  const { example, ...schema } = parameter.schema || {};
  if (parameter.required || example === undefined || schema.default !== undefined) return parameter;
  return { ...parameter, schema, description: (parameter.description || '') + ' For example \`' + example + '\`.' };
};
const tellExamples = (spec) => {
  for (const operations of Object.values(spec.paths)) {
    for (const operation of Object.values(operations)) {
      operation.parameters = (operation.parameters || []).map(tellExample);
    }
  }
  return spec;
};
(async () => {
  const spec = tellExamples(await consoleSession.description());
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
