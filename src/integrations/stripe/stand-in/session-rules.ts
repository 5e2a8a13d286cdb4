import type Stripe from 'stripe';
import { ApiError, badParameter, missing } from './api-error.js';
import { isChargeable, isCurrency, leastAmount, moneyWords, MOST } from './currencies.js';
import type { SoldLine } from './ledger.js';

const MOST_LINES = 100;
const SHORTEST_S = 30 * 60;
const LONGEST_S = 24 * 60 * 60;
/** What can be paid with on the page. */
const ACTIVE_METHODS: readonly string[] = ['card'];

/** What was asked for, as far as it can be sold. */
export interface SoldSession {
  readonly lines: readonly SoldLine[];
  readonly currency: string;
  readonly total: number;
  readonly successUrl: string;
  readonly methods: readonly string[];
}

/** @throws ApiError for whatever Stripe would refuse as well */
export function checkSession(asked: Stripe.Checkout.SessionCreateParams, now: number): SoldSession {
  if (asked.mode === undefined) throw missing('mode');
  if (asked.mode !== 'payment')
    throw badParameter('mode', undefined, 'The stand-in knows the mode payment alone.');
  if ((asked.ui_mode ?? 'hosted_page') !== 'hosted_page') {
    throw badParameter('ui_mode', undefined, 'The stand-in knows pages of its own alone.');
  }
  const successUrl = checkUrl(asked.success_url ?? fail(missing('success_url')), 'success_url');
  if (asked.cancel_url !== undefined) checkUrl(asked.cancel_url, 'cancel_url');
  checkTexts(asked);
  checkExpiry(asked.expires_at, now);
  const { lines, currency } = checkLines(asked);
  return { lines, currency, total: checkTotal(lines, currency), successUrl, methods: checkMethods(asked) };
}

function checkUrl(url: string, param: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed && /^https?:$/.test(parsed.protocol)) return url;
  throw badParameter(
    param,
    'url_invalid',
    `${param} must be an address that begins with https:// or http://.`,
  );
}

function checkTexts({
  client_reference_id: reference,
  customer_email: email,
}: Stripe.Checkout.SessionCreateParams): void {
  if ((reference?.length ?? 0) > 200) {
    throw badParameter('client_reference_id', undefined, 'client_reference_id has more than 200 characters.');
  }
  if (email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    throw badParameter('customer_email', 'email_invalid', 'customer_email is not an e-mail address.');
  }
}

function checkExpiry(expiresAt: number | undefined, now: number): void {
  if (expiresAt === undefined || (expiresAt >= now + SHORTEST_S && expiresAt <= now + LONGEST_S)) return;
  throw badParameter(
    'expires_at',
    undefined,
    'expires_at must lie between 30 minutes and 24 hours from now.',
  );
}

function checkLines({ line_items: items = [] }: Stripe.Checkout.SessionCreateParams): {
  lines: SoldLine[];
  currency: string;
} {
  if (items.length === 0) throw missing('line_items');
  if (items.length > MOST_LINES) {
    throw badParameter('line_items', undefined, `There are more than ${MOST_LINES} line items.`);
  }
  const lines = items.map((item, index) => checkLine(item, `line_items[${index}]`));
  const currencies = new Set(items.map((item) => item.price_data?.currency.toLowerCase() ?? ''));
  const [currency = '', ...others] = currencies;
  if (others.length > 0)
    throw badParameter('line_items', undefined, 'All line items must have the same currency.');
  return { lines, currency };
}

function checkLine(item: Stripe.Checkout.SessionCreateParams.LineItem, name: string): SoldLine {
  const price = item.price_data ?? fail(missing(`${name}[price_data]`));
  checkCurrency(price.currency, `${name}[price_data][currency]`);
  const { unit_amount: amount } = price;
  if (amount === undefined) throw missing(`${name}[price_data][unit_amount]`);
  if (amount < 0) {
    throw badParameter(
      `${name}[price_data][unit_amount]`,
      'parameter_invalid_integer',
      'unit_amount is below 0.',
    );
  }
  if (!price.product_data) throw missing(`${name}[price_data][product_data]`);
  const title = price.product_data.name as string | undefined;
  if (title === undefined) throw missing(`${name}[price_data][product_data][name]`);
  if (title.trim() === '') {
    throw badParameter(
      `${name}[price_data][product_data][name]`,
      'parameter_invalid_string_blank',
      'name is blank.',
    );
  }
  const { quantity } = item;
  if (quantity === undefined) throw missing(`${name}[quantity]`);
  if (quantity < 1)
    throw badParameter(`${name}[quantity]`, 'parameter_invalid_integer', 'quantity must be at least 1.');
  return { name: title, quantity, amount };
}

function checkCurrency(currency: string | undefined, param: string): void {
  if (currency === undefined) throw missing(param);
  if (isCurrency(currency.toLowerCase())) return;
  throw badParameter(param, undefined, `${currency} is not a currency.`);
}

function checkTotal(lines: readonly SoldLine[], currency: string): number {
  const total = lines.reduce((sum, { quantity, amount }) => sum + quantity * amount, 0);
  const least = leastAmount(currency);
  if (total > 0 && total < least) {
    throw badParameter(
      'line_items',
      'amount_too_small',
      `The total must be 0 or at least ${moneyWords(least, currency)}.`,
    );
  }
  if (total > MOST) {
    throw badParameter(
      'line_items',
      'amount_too_large',
      `The total must be at most ${moneyWords(MOST, currency)}.`,
    );
  }
  if (!isChargeable(total, currency)) {
    throw badParameter('line_items', undefined, `An amount in ${currency} must end in 0.`);
  }
  return total;
}

function checkMethods({
  allowed_payment_method_types: allowed,
}: Stripe.Checkout.SessionCreateParams): readonly string[] {
  const offered = allowed ? ACTIVE_METHODS.filter((method) => allowed.includes(method)) : ACTIVE_METHODS;
  if (offered.length > 0) return offered;
  throw badParameter(
    'allowed_payment_method_types',
    'payment_method_unactivated',
    `None of these can be paid with here: ${(allowed ?? []).join(', ')}.`,
  );
}

function fail(error: ApiError): never {
  throw error;
}
