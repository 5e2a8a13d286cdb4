import type Stripe from 'stripe';
import { noSuch } from './api-error.js';
import { expanded } from './expansion.js';
import { KNOWN_PARAMETERS } from './known-parameters.js';
import type { Tables } from './ledger.js';
import { type ListParameters, listOf } from './lists.js';
import { checkSession } from './session-rules.js';
import type { StandInState } from './stand-in-state.js';

/** Something that the API does. */
export interface Operation {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly parameters: keyof typeof KNOWN_PARAMETERS;
  /**
   * Checks what was asked, and returns what is to be done.
   * @throws ApiError before anything is done
   */
  prepare(asked: Record<string, unknown>, id: string): () => object;
}

type Readable = 'intents' | 'charges' | 'refunds' | 'disputes';

/** Everything that the stand-in does of Stripe's API. */
export function operationsOf(state: StandInState): Operation[] {
  return [...sessionOperations(state), ...paymentOperations(state), ...eventOperations(state)];
}

function sessionOperations({ ledger, checkouts, clock }: StandInState): Operation[] {
  return [
    {
      method: 'POST',
      path: '/v1/checkout/sessions',
      parameters: 'Checkout.SessionCreateParams',
      prepare: (asked) => {
        const sold = checkSession(asked, clock.now());
        return () => checkouts.open(asked, sold);
      },
    },
    {
      method: 'GET',
      path: '/v1/checkout/sessions/:id',
      parameters: 'Checkout.SessionRetrieveParams',
      prepare: (_asked, id) => () => checkouts.find(id),
    },
    {
      method: 'POST',
      path: '/v1/checkout/sessions/:id/expire',
      parameters: 'Checkout.SessionExpireParams',
      prepare: (_asked, id) => () => checkouts.expire(id),
    },
    {
      method: 'GET',
      path: '/v1/checkout/sessions',
      parameters: 'Checkout.SessionListParams',
      prepare: (asked) => () => {
        checkouts.expireDue();
        const wanted = matching(ledger.all('sessions'), asked, ['payment_intent', 'status']);
        return listOf(wanted, asked as ListParameters, '/v1/checkout/sessions');
      },
    },
  ];
}

function paymentOperations(state: StandInState): Operation[] {
  return [
    reading(state, '/v1/payment_intents', 'intents', 'PaymentIntentRetrieveParams'),
    listing(state, '/v1/payment_intents', 'intents', 'PaymentIntentListParams'),
    reading(state, '/v1/charges', 'charges', 'ChargeRetrieveParams'),
    reading(state, '/v1/refunds', 'refunds', 'RefundRetrieveParams'),
    listing(state, '/v1/refunds', 'refunds', 'RefundListParams'),
    {
      method: 'POST',
      path: '/v1/refunds',
      parameters: 'RefundCreateParams',
      prepare: (asked) => () => state.refunds.create(asked),
    },
    reading(state, '/v1/disputes', 'disputes', 'DisputeRetrieveParams'),
    listing(state, '/v1/disputes', 'disputes', 'DisputeListParams'),
  ];
}

function eventOperations({ ledger }: StandInState): Operation[] {
  return [
    {
      method: 'GET',
      path: '/v1/events/:id',
      parameters: 'EventRetrieveParams',
      prepare: (_asked, id) => () => ledger.get('events', id)?.event ?? fail('event', id),
    },
    {
      method: 'GET',
      path: '/v1/events',
      parameters: 'EventListParams',
      prepare: (asked) => () => {
        const { types, delivery_success: delivered } = asked as Stripe.EventListParams;
        const stored = ledger
          .all('events')
          .filter((row) => delivered === undefined || row.isDelivered === delivered);
        const events = stored.map(({ event }) => event).filter(({ type }) => types?.includes(type) ?? true);
        return listOf(matching(events, asked, ['type']), asked as ListParameters, '/v1/events');
      },
    },
  ];
}

function reading(
  { ledger }: StandInState,
  path: string,
  table: Readable,
  parameters: Operation['parameters'],
): Operation {
  return {
    method: 'GET',
    path: `${path}/:id`,
    parameters,
    prepare: (_asked, id) => () => ledger.get(table, id) ?? fail(table.slice(0, -1), id),
  };
}

function listing(
  { ledger }: StandInState,
  path: string,
  table: Readable,
  parameters: Operation['parameters'],
): Operation {
  return {
    method: 'GET',
    path,
    parameters,
    prepare: (asked) => () => {
      const rows: readonly Tables[Readable][] = ledger.all(table);
      return listOf(matching(rows, asked, ['payment_intent', 'charge']), asked as ListParameters, path);
    },
  };
}

/** The rows whose members are what was asked for. */
function matching<Row extends object>(
  rows: readonly Row[],
  asked: Record<string, unknown>,
  names: readonly string[],
): Row[] {
  const wanted = names.filter((name) => asked[name] !== undefined);
  return rows.filter((row) => wanted.every((name) => (row as Record<string, unknown>)[name] === asked[name]));
}

/** What an operation answers, with what was to be expanded. */
export function shown(state: StandInState, object: object, asked: Record<string, unknown>): object {
  return expanded(state.ledger, object, asked['expand'] as string[] | undefined);
}

function fail(what: string, id: string): never {
  throw noSuch(what, id);
}
