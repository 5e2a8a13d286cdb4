import { DomainError, problemType } from '../../../platform/errors/index.js';
import type { Preorder, PreorderStatus } from './preorder.js';

export const preorderNotOpen = problemType('preorder-not-open', {
  kind: 'conflict',
  title: 'The pre-order is over',
  explanation:
    'It was handed over, given back, or nobody came for it in time; or it is ready already. `status` says which, and `at` when it was handed over or made ready.',
  example: 'The pre-order K7M2QX was handed over on 2026-11-21T17:21:40.000Z.',
});

const WORDS: Readonly<Record<PreorderStatus, string>> = {
  placed: 'is not ready',
  ready: 'is ready since',
  collected: 'was handed over on',
  expired: 'was not picked up in time',
  refunded: 'was given back',
};

/** The counter has nothing more to do with it. */
export class PreorderNotOpenError extends DomainError {
  constructor({ pickupCode, status, readyAt, collectedAt }: Preorder) {
    const at = (status === 'ready' ? readyAt : collectedAt)?.toISOString() ?? null;
    const words = at === null ? WORDS[status] : `${WORDS[status]} ${at}`;
    super(preorderNotOpen, `The pre-order ${pickupCode} ${words}.`, { status, at });
  }
}
