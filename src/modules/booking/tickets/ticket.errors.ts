import { DomainError, problemType } from '../../../platform/errors/index.js';

export const ticketRefunded = problemType('ticket-refunded', {
  kind: 'conflict',
  title: 'The ticket was given back',
  explanation:
    'Its money went back, or its screening was canceled. Nobody is let in with it, and it cannot be shown or passed on.',
  example: 'The ticket was given back on 2026-11-20T09:31:12.000Z.',
});

export const ticketTransferred = problemType('ticket-transferred', {
  kind: 'conflict',
  title: 'The ticket was passed on',
  explanation:
    'This is a code that the ticket had before it was passed on. The new holder has a code of their own; this one is of no use any more.',
  example: 'The ticket was passed on at 2026-11-20T09:31:12.000Z; this code is of no use any more.',
});

/** The ticket's money went back, or is about to. */
export class TicketRefundedError extends DomainError {
  /** @param at null where the screening was canceled and the refund is on its way */
  constructor(at: Date | null) {
    super(
      ticketRefunded,
      at === null
        ? 'The screening was canceled; the ticket is being given back.'
        : `The ticket was given back on ${at.toISOString()}.`,
      { refunded_at: at?.toISOString() ?? null },
    );
  }
}

/** The code is one that the ticket had before it was passed on. */
export class TicketTransferredError extends DomainError {
  constructor(at: Date) {
    super(
      ticketTransferred,
      `The ticket was passed on at ${at.toISOString()}; this code is of no use any more.`,
      { transferred_at: at.toISOString() },
    );
  }
}
