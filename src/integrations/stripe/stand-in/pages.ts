import type { FastifyInstance, FastifyReply } from 'fastify';
import type Stripe from 'stripe';
import { ApiError } from './api-error.js';
import { moneyWords } from './currencies.js';
import { DECLINE_CODES } from './declines.js';
import { formParameters } from './form-parameters.js';
import { indexPage, overPage, payPage, stepPage, STYLE } from './page-words.js';
import type { StandInState } from './stand-in-state.js';
import { textOf } from './text-of.js';

const NEWEST = 50;

type Session = Stripe.Checkout.Session;

/** The pages for people: where they pay, and a list of all pages to pay on. */
export function addPages(server: FastifyInstance, state: StandInState): void {
  server.get('/', (_request, reply) => {
    state.checkouts.expireDue();
    return html(reply, indexPage({ sessions: state.ledger.all('sessions').slice(0, NEWEST).map(rowOf) }));
  });
  server.get('/style.css', (_request, reply) => reply.type('text/css').send(STYLE));
  server.get<{ Params: { id: string } }>('/pay/:id', ({ params }, reply) =>
    show(state, reply, state.checkouts.find(params.id)),
  );
  server.post<{ Params: { id: string } }>('/pay/:id', async ({ params, body }, reply) => {
    const { outcome, decline_code: reason } = formParameters(textOf(body));
    const session = state.checkouts.find(params.id);
    const answer = act(state, reply, session, {
      outcome,
      reason: textOf(reason),
    });
    await state.ledger.saved();
    return answer;
  });
}

/** Does what somebody has pressed. */
function act(
  state: StandInState,
  reply: FastifyReply,
  session: Session,
  { outcome, reason }: { readonly outcome: unknown; readonly reason: string },
): FastifyReply {
  if (outcome === 'abandoned') return reply.redirect(session.cancel_url ?? `/pay/${session.id}`, 303);
  if (session.status === 'complete' && outcome === 'paid') return reply.redirect(successOf(session), 303);
  if (session.status !== 'open') return show(state, reply.code(409), session);
  switch (outcome) {
    case 'paid':
      return reply.redirect(successOf(state.payments.pay(session)), 303);
    case 'declined': {
      const isStep = state.payments.isAskingForMore(session);
      const { message } = isStep ? state.payments.failStep(session) : state.payments.decline(session, reason);
      return show(state, reply, state.checkouts.find(session.id), message);
    }
    case 'requires_action':
      state.payments.askForMore(session);
      return show(state, reply, state.checkouts.find(session.id));
    default:
      throw new ApiError('outcome must be one of paid, declined, requires_action, abandoned.', {
        param: 'outcome',
      });
  }
}

function show(state: StandInState, reply: FastifyReply, session: Session, message?: string): FastifyReply {
  const origins = [successOf(session), session.cancel_url ?? '']
    .filter((url) => URL.canParse(url))
    .map((url) => new URL(url).origin);
  const { lines } = state.ledger.require('pages', session.id);
  const facts = {
    ...rowOf(session),
    lines: lines.map((line) => ({ ...line, amount: moneyWords(line.amount, session.currency ?? '') })),
    message,
    reasons: DECLINE_CODES,
    email: session.customer_email,
    successUrl: session.status === 'complete' ? successOf(session) : undefined,
    cancelUrl: session.cancel_url,
  };
  if (session.status !== 'open') return html(reply, overPage(facts), origins);
  const page = state.payments.isAskingForMore(session) ? stepPage : payPage;
  return html(reply, page(facts), origins);
}

function rowOf({ id, amount_total: total, currency, status, client_reference_id: reference }: Session) {
  return {
    id,
    total: moneyWords(total ?? 0, currency ?? ''),
    status,
    isPaid: status === 'complete',
    reference,
  };
}

function successOf({ id, success_url: url }: Session): string {
  return (url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', id);
}

/** @param formTargets where forms may lead after a redirect: browsers look at that as well */
function html(reply: FastifyReply, text: string, formTargets: readonly string[] = []): FastifyReply {
  const targets = ["'self'", ...new Set(formTargets)].join(' ');
  return reply
    .headers({
      'content-security-policy': `default-src 'none'; style-src 'self'; img-src data:; form-action ${targets}; base-uri 'none'; frame-ancestors 'none'`,
      'cache-control': 'no-store',
    })
    .type('text/html; charset=utf-8')
    .send(text);
}
