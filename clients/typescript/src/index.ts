import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema.js';

export type { components, operations, paths } from './schema.js';

/** What an error says (RFC 9457). */
export type Problem = components['schemas']['ProblemDocumentResponse'];

/** What signing in gives. */
export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

export interface CinemaClientOptions {
  /** The address of the API, without a slash at the end. */
  readonly baseUrl: string;
  /** Tokens of an earlier session. */
  readonly tokens?: Tokens;
  /** Told of new tokens, which are to be kept, and of `undefined` when the session has ended. */
  readonly onTokens?: (tokens: Tokens | undefined) => void;
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** Every path of the API with its parameters, bodies and answers, and the session that requests are made in. */
export interface CinemaClient extends Client<paths> {
  /**
   * Signs in; further requests carry the token, and renew it when it has run out.
   * @throws Error with the problem's words where the e-mail or the password is wrong
   */
  signIn(email: string, password: string): Promise<void>;
  /** Ends the session. */
  signOut(): Promise<void>;
}

/** A typed client of Online Cinema's API. */
export function createCinemaClient({ baseUrl, tokens, onTokens, fetch }: CinemaClientOptions): CinemaClient {
  let current = tokens;
  let renewal: Promise<Tokens | undefined> | undefined;
  const send = fetch ?? ((request: Request) => globalThis.fetch(request));
  const client = createClient<paths>({ baseUrl, fetch: send });
  const keep = (next: Tokens | undefined): Tokens | undefined => {
    current = next;
    onTokens?.(next);
    return next;
  };
  /** One renewal serves all requests that were refused at the same time: a refresh token works once. */
  const renew = ({ refresh_token }: Tokens): Promise<Tokens | undefined> =>
    (renewal ??= client
      .POST('/accounts/refresh', { body: { refresh_token } })
      .then(({ data }) => keep(data))
      .finally(() => (renewal = undefined)));
  const unsent = new Map<string, Request>();

  const session: Middleware = {
    onRequest({ id, request, schemaPath }) {
      if (!current || schemaPath === '/accounts/refresh' || schemaPath === '/accounts/login')
        return undefined;
      request.headers.set('authorization', `Bearer ${current.access_token}`);
      unsent.set(id, request.clone());
      return request;
    },
    async onResponse({ id, response }) {
      const again = unsent.get(id);
      unsent.delete(id);
      if (response.status !== 401 || !again || !current) return undefined;
      const used = again.headers.get('authorization');
      const next = used === `Bearer ${current.access_token}` ? await renew(current) : current;
      if (!next) return undefined;
      again.headers.set('authorization', `Bearer ${next.access_token}`);
      return send(again);
    },
    onError({ id }) {
      unsent.delete(id);
    },
  };
  client.use(session);

  return Object.assign(client, {
    async signIn(email: string, password: string): Promise<void> {
      const { data, error } = await client.POST('/accounts/login', { body: { email, password } });
      if (!data) throw new Error(error.detail);
      keep(data);
    },
    async signOut(): Promise<void> {
      if (!current) return;
      await client.POST('/accounts/logout', { body: { refresh_token: current.refresh_token } });
      keep(undefined);
    },
  });
}
