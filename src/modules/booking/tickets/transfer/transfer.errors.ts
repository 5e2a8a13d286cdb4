import { DomainError, problemType } from '../../../../platform/errors/index.js';

export const ticketNotTransferable = problemType('ticket-not-transferable', {
  kind: 'conflict',
  title: 'The ticket cannot be passed on any more',
  explanation: 'Somebody was let in with it, or its screening has begun or was canceled.',
  example: 'The screening began at 2026-11-21T17:30:00.000Z.',
});

/** It is too late to pass a ticket on. */
export class TicketNotTransferableError extends DomainError {
  constructor(why: string) {
    super(ticketNotTransferable, why);
  }
}
