import { ApiError } from './api-error.js';
import type { Ledger, Tables } from './ledger.js';
import { listOf } from './lists.js';

/** Which members of an object name another one, and where that is. */
const REFERENCES: Readonly<Record<string, Readonly<Record<string, keyof Tables>>>> = {
  'checkout.session': { payment_intent: 'intents' },
  payment_intent: { latest_charge: 'charges' },
  charge: { payment_intent: 'intents' },
  refund: { charge: 'charges', payment_intent: 'intents' },
  dispute: { charge: 'charges', payment_intent: 'intents' },
};
const DEEPEST = 4;

type Shown = Readonly<Record<string, unknown>>;

/**
 * An object with whole objects in place of the ids that were named, as `payment_intent.latest_charge`.
 * @throws ApiError for what cannot be expanded
 */
export function expanded(ledger: Ledger, object: object, paths: readonly string[] = []): object {
  return paths.reduce((shown, path) => expandPath(ledger, shown, path.split('.'), path), object);
}

function expandPath(ledger: Ledger, object: object, parts: readonly string[], whole: string): object {
  const [name = '', ...rest] = parts;
  if (parts.length > DEEPEST) throw cannot(whole);
  const shown = object as Shown;
  if (shown['object'] === 'list' && name === 'data') {
    const data = shown['data'] as object[];
    return { ...shown, data: data.map((item) => expandPath(ledger, item, rest, whole)) };
  }
  const inner = innerOf(ledger, shown, name, whole);
  if (rest.length === 0 || inner === null) return { ...shown, [name]: inner };
  return { ...shown, [name]: expandPath(ledger, inner, rest, whole) };
}

function innerOf(ledger: Ledger, shown: Shown, name: string, whole: string): object | null {
  const value = shown[name];
  if (typeof value === 'object' && value !== null) return value;
  if (shown['object'] === 'charge' && name === 'refunds') return refundsOf(ledger, String(shown['id']));
  const table = REFERENCES[String(shown['object'])]?.[name];
  if (table === undefined) throw cannot(whole);
  return typeof value === 'string' ? ledger.require(table, value) : null;
}

function refundsOf(ledger: Ledger, chargeId: string): object {
  const refunds = ledger.all('refunds').filter(({ charge }) => charge === chargeId);
  return listOf(refunds, {}, `/v1/charges/${chargeId}/refunds`);
}

function cannot(path: string): ApiError {
  return new ApiError(`${path} cannot be expanded.`, { param: 'expand' });
}
