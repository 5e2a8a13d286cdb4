import { StandInControls, startStripeStandIn, type StripeStandIn } from './index.js';

const KEYS = { secretKey: 'sk_test_api', webhookSecret: 'whsec_api' };
const NOBODY = 'http://127.0.0.1:9/';

type Fields = Record<string, string>;

interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown> & {
    error?: { type?: string; code?: string; param?: string; message: string };
  };
}

const inHalfAnHour = () => Math.floor(Date.now() / 1_000) + 1_900;

const aSession = (changes: Fields = {}): Fields => ({
  mode: 'payment',
  success_url: 'https://cinema.example/thanks?session_id={CHECKOUT_SESSION_ID}',
  cancel_url: 'https://cinema.example/back',
  'line_items[0][quantity]': '1',
  'line_items[0][price_data][currency]': 'usd',
  'line_items[0][price_data][unit_amount]': '999',
  'line_items[0][price_data][product_data][name]': 'Metropolis',
  ...changes,
});

describe('The API of the stand-in', () => {
  let standIn: StripeStandIn;

  beforeEach(async () => {
    standIn = await startStripeStandIn({ ...KEYS, host: '127.0.0.1', port: 0, webhookUrl: NOBODY });
  });
  afterEach(() => standIn.close());

  const ask = async (
    method: 'GET' | 'POST',
    path: string,
    fields: Fields = {},
    headers: Fields = {},
  ): Promise<ApiAnswer> => {
    const form = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== 'LEFT OUT'));
    const response = await fetch(`${standIn.url}/v1${path}${method === 'GET' ? `?${form.toString()}` : ''}`, {
      method,
      headers: { authorization: `Bearer ${KEYS.secretKey}`, ...headers },
      ...(method === 'POST' ? { body: form } : {}),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as ApiAnswer['body'],
    };
  };
  const open = (changes: Fields = {}, headers: Fields = {}) =>
    ask('POST', '/checkout/sessions', aSession(changes), headers);
  const aPayment = async (): Promise<string> => {
    const { body } = await open();
    await fetch(String(body['url']), {
      method: 'POST',
      body: new URLSearchParams({ outcome: 'paid' }),
      redirect: 'manual',
    });
    return String((await ask('GET', `/checkout/sessions/${String(body['id'])}`)).body['payment_intent']);
  };

  it.each<[string, Fields]>([
    ['a missing key', { authorization: '' }],
    ['another key', { authorization: 'Bearer sk_test_wrong' }],
  ])('refuses %s without repeating it', async (_what, headers) => {
    const { status, body } = await ask('GET', '/events', {}, headers);
    expect([status, body.error?.type]).toEqual([401, 'invalid_request_error']);
    expect(JSON.stringify(body)).not.toContain('sk_test_wrong');
  });

  it.each<[code: string | undefined, param: string, changes: Fields]>([
    ['parameter_missing', 'mode', { mode: 'LEFT OUT' }],
    ['parameter_missing', 'success_url', { success_url: 'LEFT OUT' }],
    ['parameter_missing', 'line_items[0][quantity]', { 'line_items[0][quantity]': 'LEFT OUT' }],
    [
      'parameter_missing',
      'line_items[0][price_data][currency]',
      { 'line_items[0][price_data][currency]': 'LEFT OUT' },
    ],
    [
      'parameter_missing',
      'line_items[0][price_data][product_data]',
      { 'line_items[0][price_data][product_data][name]': 'LEFT OUT' },
    ],
    ['parameter_unknown', 'payment_method_types', { 'payment_method_types[0]': 'card' }],
    [
      'parameter_unknown',
      'line_items[0][price_data][colour]',
      { 'line_items[0][price_data][colour]': 'red' },
    ],
    ['parameter_unknown', 'constructor', { constructor: 'x' }],
    ['parameter_invalid_empty', 'client_reference_id', { client_reference_id: '' }],
    [
      'parameter_invalid_integer',
      'line_items[0][price_data][unit_amount]',
      { 'line_items[0][price_data][unit_amount]': '9.99' },
    ],
    [
      'parameter_invalid_integer',
      'line_items[0][price_data][unit_amount]',
      { 'line_items[0][price_data][unit_amount]': '-1' },
    ],
    ['parameter_invalid_integer', 'line_items[0][quantity]', { 'line_items[0][quantity]': '0' }],
    [
      'parameter_invalid_string_blank',
      'line_items[0][price_data][product_data][name]',
      { 'line_items[0][price_data][product_data][name]': ' ' },
    ],
    ['amount_too_small', 'line_items', { 'line_items[0][price_data][unit_amount]': '49' }],
    ['amount_too_large', 'line_items', { 'line_items[0][price_data][unit_amount]': '100000000' }],
    [undefined, 'line_items[0][price_data][currency]', { 'line_items[0][price_data][currency]': 'zzz' }],
    [undefined, 'line_items', { 'line_items[0][price_data][currency]': 'kwd' }],
    [undefined, 'allowed_payment_method_types[0]', { 'allowed_payment_method_types[0]': 'cheque' }],
    [
      'payment_method_unactivated',
      'allowed_payment_method_types',
      { 'allowed_payment_method_types[0]': 'klarna' },
    ],
    [undefined, 'expires_at', { expires_at: String(inHalfAnHour() - 200) }],
    [undefined, 'expires_at', { expires_at: String(inHalfAnHour() + 24 * 3_600) }],
    ['url_invalid', 'success_url', { success_url: 'javascript:alert(1)' }],
    ['url_invalid', 'cancel_url', { cancel_url: '/back' }],
    ['email_invalid', 'customer_email', { customer_email: 'ada' }],
    [undefined, 'client_reference_id', { client_reference_id: 'x'.repeat(201) }],
    [undefined, 'metadata[a]', { 'metadata[a]': 'x'.repeat(501) }],
    [
      undefined,
      'metadata',
      Object.fromEntries(Array.from({ length: 51 }, (_, key) => [`metadata[k${key}]`, 'x'])),
    ],
    [undefined, 'mode', { mode: 'subscription' }],
    [undefined, 'expand', { 'expand[0]': 'customer' }],
  ])('refuses a page with %s: %s', async (code, param, changes) => {
    const { status, body } = await open(changes);
    expect([status, body.error]).toEqual([
      400,
      { type: 'invalid_request_error', code, param, message: expect.any(String) },
    ]);
  });

  it('takes currencies without a minor unit, and what costs nothing', async () => {
    const yen = await open({
      'line_items[0][price_data][currency]': 'jpy',
      expires_at: String(inHalfAnHour()),
    });
    expect(yen.body).toMatchObject({ amount_total: 999, currency: 'jpy' });
    const free = await open({ 'line_items[0][price_data][unit_amount]': '0' });
    expect(free.body).toMatchObject({ amount_total: 0, payment_status: 'no_payment_required' });
  });

  it('does the same once for a key, and keeps it apart from other requests', async () => {
    const key = { 'idempotency-key': 'order-1' };
    const first = await open({}, key);
    const again = await open({}, key);
    const other = await open({ client_reference_id: '2' }, key);

    expect(again.body).toEqual(first.body);
    expect([first, again].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true']);
    expect([other.status, other.body.error?.type]).toEqual([400, 'idempotency_error']);
    expect((await ask('GET', '/checkout/sessions')).body['data']).toHaveLength(1);
  });

  it('keeps nothing of a request that it refused for its parameters', async () => {
    const key = { 'idempotency-key': 'order-1' };
    expect((await open({ mode: 'LEFT OUT' }, key)).status).toBe(400);
    expect((await open({}, key)).status).toBe(200);
  });

  it('repeats a refusal of the work itself', async () => {
    const payment_intent = await aPayment();
    const key = { 'idempotency-key': 'refund-1' };
    const refused = await ask('POST', '/refunds', { payment_intent, amount: '1000' }, key);
    expect([refused.status, refused.body.error?.param]).toEqual([400, 'amount']);
    const again = await ask('POST', '/refunds', { payment_intent, amount: '1000' }, key);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  it('is busy with a key while it works', async () => {
    await new StandInControls(standIn.url).fail('slow', { delay_ms: 1_000 });
    const key = { 'idempotency-key': 'order-1' };
    const statuses = await Promise.all([open({}, key), open({}, key)]);
    expect(statuses.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(statuses.find(({ status }) => status === 409)?.body.error?.code).toBe('idempotency_key_in_use');
  });

  it.each<[string, Fields]>([
    ['a payment that nobody knows', { payment_intent: 'pi_none' }],
    ['a charge that nobody knows', { charge: 'ch_none' }],
  ])('refuses to give back %s', async (_what, fields) => {
    const { status, body } = await ask('POST', '/refunds', fields);
    expect([status, body.error?.code]).toEqual([404, 'resource_missing']);
  });

  it('shows a payment, its charge and its refunds, each with what was named', async () => {
    const payment_intent = await aPayment();
    const refund = await ask('POST', '/refunds', {
      payment_intent,
      'metadata[refund_id]': '7',
      'expand[0]': 'charge',
    });
    expect(refund.body).toMatchObject({
      object: 'refund',
      amount: 999,
      status: 'succeeded',
      metadata: { refund_id: '7' },
      charge: { object: 'charge', amount_refunded: 999, refunded: true, captured: true },
    });
    const charge = String((await ask('GET', `/payment_intents/${payment_intent}`)).body['latest_charge']);
    const shown = await ask('GET', `/charges/${charge}`, {
      'expand[0]': 'refunds',
      'expand[1]': 'payment_intent',
    });
    expect(shown.body).toMatchObject({
      refunds: { object: 'list', has_more: false, data: [{ id: refund.body['id'], charge }] },
      payment_intent: { id: payment_intent, status: 'succeeded', amount_received: 999 },
    });
    for (const by of [{ charge }, { payment_intent }] as Fields[]) {
      expect((await ask('GET', '/refunds', by)).body['data']).toHaveLength(1);
    }
    expect((await ask('GET', '/refunds', { charge: 'ch_other' })).body['data']).toEqual([]);
    expect((await ask('GET', `/refunds/${String(refund.body['id'])}`)).body).toMatchObject({ charge });
    expect((await ask('GET', '/payment_intents')).body).toMatchObject({ data: [{ id: payment_intent }] });
  });

  it('lists in pages, in both directions', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) ids.unshift(String((await open()).body['id']));
    const list = async (fields: Fields) => {
      const { data, has_more } = (await ask('GET', '/checkout/sessions', fields)).body as unknown as {
        data: { id: string }[];
        has_more: boolean;
      };
      return [data.map(({ id }) => ids.indexOf(id)), has_more];
    };
    expect(await list({ limit: '2' })).toEqual([[0, 1], true]);
    expect(await list({ limit: '2', starting_after: ids[1] ?? '' })).toEqual([[2, 3], true]);
    expect(await list({ limit: '2', starting_after: ids[3] ?? '' })).toEqual([[4], false]);
    expect(await list({ limit: '2', ending_before: ids[4] ?? '' })).toEqual([[2, 3], true]);
    expect(await list({ 'created[gt]': String(inHalfAnHour()) })).toEqual([[], false]);
    expect((await ask('GET', '/checkout/sessions', { limit: '101' })).status).toBe(400);
    expect((await ask('GET', '/checkout/sessions', { starting_after: 'cs_none' })).status).toBe(404);
  });

  it('lists events by type, and shows each', async () => {
    const payment_intent = await aPayment();
    const types = ['payment_intent.succeeded', 'charge.succeeded'];
    const { body } = await ask(
      'GET',
      '/events',
      Object.fromEntries(types.map((type, at) => [`types[${at}]`, type])),
    );
    const events = body['data'] as { id: string; type: string; data: { object: { id: string } } }[];
    expect(events.map(({ type }) => type)).toEqual(types);
    expect(events[0]?.data.object.id).toBe(payment_intent);
    expect((await ask('GET', `/events/${events[0]?.id ?? ''}`)).body).toEqual(events[0]);
    expect((await ask('GET', '/events', { type: 'charge.refunded' })).body['data']).toEqual([]);
  });

  it.each([
    '/checkout/sessions/x',
    '/payment_intents/x',
    '/charges/x',
    '/refunds/x',
    '/disputes/x',
    '/events/x',
    '/x',
  ])('has nothing at %s', async (path) => {
    const { status, body } = await ask('GET', path);
    expect([status, body.error?.type]).toEqual([404, 'invalid_request_error']);
  });

  it.each([
    ['error', 500, 'api_error'],
    ['rate_limit', 429, 'invalid_request_error'],
    ['refused', 402, 'card_error'],
  ] as const)('goes wrong as ordered: %s', async (kind, status, type) => {
    const controls = new StandInControls(standIn.url);
    await controls.fail(kind, { path: '/v1/refunds', times: 2 });
    expect((await ask('GET', '/events')).status).toBe(200);
    const answer = await ask('GET', '/refunds');
    expect([answer.status, answer.body.error?.type]).toEqual([status, type]);
    await controls.heal();
    expect((await ask('GET', '/refunds')).status).toBe(200);
  });
});
