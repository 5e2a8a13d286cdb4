import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KNOWN_PARAMETERS, PAYMENT_METHOD_TYPES } from './stand-in/known-parameters.js';
import { operationsOf } from './stand-in/operations.js';
import { openState } from './stand-in/stand-in-state.js';
import type { ParameterShape } from './stand-in/parameter-shape.js';
import { StandInControls, startStripeStandIn } from './stand-in/index.js';
import { StripeGateway } from './index.js';

const TYPES = join(process.cwd(), 'node_modules/stripe/esm');
const FILES = ['Checkout/Sessions', 'PaymentIntents', 'Charges', 'Refunds', 'Events', 'Disputes'];

/** What the official SDK says: the members of an interface, or the words of a type, by their full names. */
type Published = Map<string, Map<string, string>>;

/** Reads the SDK's own types: interfaces and unions of words, in namespaces. They are generated, one member to a line. */
function readPublished(): Published {
  const published: Published = new Map();
  for (const file of FILES) readFileInto(published, join(TYPES, 'resources', `${file}.d.ts`));
  const shared = new Map<string, Map<string, string>>();
  readFileInto(shared, join(TYPES, 'shared.d.ts'));
  for (const name of ['PaginationParams', 'RangeQueryParam']) published.set(name, membersOf(shared, name));
  return published;
}

function readFileInto(published: Published, file: string): void {
  const text = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const scopes: { readonly name: string; readonly isInterface: boolean }[] = [];
  for (const line of text.split('\n')) {
    const opened =
      /^\s*(?:export )?(?:declare )?(namespace|interface|class) (\w+)(?: extends ([\w.]+))?.*\{\s*$/.exec(
        line,
      );
    const words = /^\s*(?:export )?(?:declare )?type (\w+) = (.+);$/.exec(line);
    const member = /^\s*'?([\w-]+)'?\??: (.+);$/.exec(line);
    const here = scopes.map(({ name }) => name).join('.');
    if (opened) {
      const name = [here, opened[2] ?? ''].filter(Boolean).join('.');
      scopes.push({ name: opened[2] ?? '', isInterface: opened[1] !== 'namespace' });
      if (opened[1] === 'interface') published.set(name, new Map(opened[3] ? [['extends', opened[3]]] : []));
    } else if (words) {
      published.set([here, words[1]].filter(Boolean).join('.'), new Map([['=', words[2] ?? '']]));
    } else if (member && scopes.at(-1)?.isInterface) {
      published.get(here)?.set(member[1] ?? '', member[2] ?? '');
    } else if (/^\s*\}/.test(line)) {
      scopes.pop();
    }
  }
}

function membersOf(published: Published, name: string): Map<string, string> {
  const own = published.get(name);
  if (!own) throw new Error(`The SDK has no type ${name}.`);
  const base = own.get('extends');
  return base === undefined ? own : new Map([...membersOf(published, base), ...own]);
}

/** The full name of a type, as it is called inside an interface. */
function resolve(published: Published, type: string, inside: string): string | undefined {
  const name = type.replace(/^(?:Emptyable<)?(?:Array<)?([\w.]+)>*(?: \| number)?$/, '$1');
  const scopes = inside.split('.');
  for (let depth = scopes.length; depth >= 0; depth--) {
    const full = [...scopes.slice(0, depth), name].join('.');
    if (published.has(full)) return full;
  }
  return undefined;
}

/** What the SDK does not know of a parameter and whatever it holds. */
function unknownIn(
  published: Published,
  shape: ParameterShape,
  type: string,
  inside: string,
  path: string,
): string[] {
  if (Array.isArray(shape))
    return unknownIn(published, shape[0] as ParameterShape, type, inside, `${path}[]`);
  if (shape instanceof Set) return unknownWords(published, shape as ReadonlySet<string>, type, inside, path);
  if (typeof shape === 'string') return isOfKind(shape, type) ? [] : [`${path}: ${shape} instead of ${type}`];
  const name = resolve(published, type, inside);
  if (name === undefined) return [`${path}: no type ${type}`];
  const members = membersOf(published, name);
  return Object.entries(shape).flatMap(([key, inner]) => {
    const member = members.get(key);
    const here = path === '' ? key : `${path}.${key}`;
    return member === undefined ? [here] : unknownIn(published, inner as ParameterShape, member, name, here);
  });
}

function unknownWords(
  published: Published,
  words: ReadonlySet<string>,
  type: string,
  inside: string,
  path: string,
): string[] {
  const union = published.get(resolve(published, type, inside) ?? '')?.get('=') ?? type;
  const known = new Set([...union.matchAll(/'([^']+)'/g)].map(([, word]) => word));
  return [...words].filter((word) => !known.has(word)).map((word) => `${path}: ${word}`);
}

function isOfKind(kind: string, type: string): boolean {
  const kinds: Record<string, RegExp> = {
    string: /^(Array<)?string>?$/,
    integer: /^number$/,
    boolean: /^boolean$/,
    metadata: /^(Emptyable<)?MetadataParam>?$/,
    range: /^RangeQueryParam \| number$/,
  };
  return kinds[kind]?.test(type) ?? false;
}

/** The names of everything that was sent, without the numbers of lists: `line_items[].quantity`. */
function namesIn(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  if (Array.isArray(value)) return value.flatMap((item) => namesIn(item, `${path}[]`));
  return Object.entries(value).flatMap(([key, inner]) =>
    namesIn(inner, path === '' ? key : `${path}.${key}`),
  );
}

/** @param parts of a name, from the outside in */
function isPublished(
  published: Published,
  type: string,
  inside: string,
  [part = '', ...rest]: readonly string[],
): boolean {
  const name = resolve(published, type, inside);
  const member = name === undefined ? undefined : membersOf(published, name).get(part.replace('[]', ''));
  return member !== undefined && (rest.length === 0 || isPublished(published, member, name ?? '', rest));
}

/** Calls whatever the gateway can do. */
async function useEverything(gateway: StripeGateway, controls: StandInControls): Promise<void> {
  const { id, url } = await gateway.openCheckout({
    idempotencyKey: 'checkout-1',
    orderId: 41,
    paymentMethod: 'card',
    email: 'ada@mail.example',
    currency: 'usd',
    lines: [{ title: 'Metropolis', quantity: 1, unitAmount: 999 }],
    successUrl: 'http://cinema.example/thanks',
    cancelUrl: 'http://cinema.example/back',
    expiresAt: new Date(),
  });
  await fetch(url ?? '', {
    method: 'POST',
    body: new URLSearchParams({ outcome: 'paid' }),
    redirect: 'manual',
  });
  const { payment } = await gateway.expireCheckout(id);
  const paymentId = payment?.id ?? '';
  await gateway.refund({ idempotencyKey: 'refund-1', refundId: 1, paymentId, amount: 100 });
  await controls.dispute(paymentId);
  expect((await gateway.payment(paymentId)).dispute).toMatchObject({ amount: 999 });
  for await (const event of gateway.eventsSince(new Date(0))) expect(event.id).toMatch(/^evt_/);
}

describe('The parameters of the API', () => {
  const published = readPublished();

  it('that the stand-in knows are those of the official SDK', () => {
    const unknown = Object.entries(KNOWN_PARAMETERS).flatMap(([name, shape]) =>
      unknownIn(published, shape, name, '', '').map((each) => `${name} ${each}`),
    );
    expect(unknown).toEqual([]);
  });

  it('would not be known if the stand-in made some up', () => {
    const made = {
      mode: 'string',
      line_items: [{ price_data: { colour: 'string' } }],
      payment_method_types: ['string'],
    } as const;
    expect(unknownIn(published, made, 'Checkout.SessionCreateParams', '', '')).toEqual([
      'mode: string instead of SessionCreateParams.Mode',
      'line_items[].price_data.colour',
      'payment_method_types',
    ]);
  });

  it('name all ways to pay that Stripe has', () => {
    const union = published.get('Checkout.SessionCreateParams.AllowedPaymentMethodType')?.get('=') ?? '';
    expect([...PAYMENT_METHOD_TYPES].sort()).toEqual(
      [...union.matchAll(/'([^']+)'/g)].map(([, word]) => word).sort(),
    );
  });

  it('that the gateway sends are those of the official SDK', async () => {
    const keys = { secretKey: 'sk_test_parameters', webhookSecret: 'whsec_parameters' };
    const standIn = await startStripeStandIn({
      ...keys,
      host: '127.0.0.1',
      port: 0,
      webhookUrl: 'http://127.0.0.1:9/',
    });
    const controls = new StandInControls(standIn.url);
    try {
      await useEverything(new StripeGateway({ ...keys, apiUrl: standIn.url }), controls);
      const requests = await controls.requests();
      const operations = operationsOf(await openState(undefined, () => ''));
      const used = requests.map(({ method, path, parameters }) => {
        const pattern = path.replace(/\/(?:cs|pi|re)_\w+/, '/:id');
        const operation = operations.find((each) => each.method === method && each.path === pattern);
        const unknown = namesIn(parameters)
          .map((name) => name.replace(/(^|\.)metadata\..*/, '$1metadata'))
          .filter((name) => !isPublished(published, operation?.parameters ?? '', '', name.split('.')));
        return { name: `${method} ${pattern}`, unknown };
      });
      expect(used.flatMap(({ unknown }) => unknown)).toEqual([]);
      expect([...new Set(used.map(({ name }) => name))].sort()).toEqual([
        'GET /v1/checkout/sessions/:id',
        'GET /v1/disputes',
        'GET /v1/events',
        'GET /v1/payment_intents/:id',
        'GET /v1/refunds',
        'POST /v1/checkout/sessions',
        'POST /v1/checkout/sessions/:id/expire',
        'POST /v1/refunds',
      ]);
    } finally {
      await standIn.close();
    }
  });
});
