import { DomainError, problemType, type ProblemType } from '../../../platform/errors/index.js';

export const ticketUsed = problemType('ticket-used', {
  kind: 'conflict',
  title: 'Somebody is inside with this ticket',
  explanation:
    '`checked_in_at`, `checked_in_by` and `device` say when, by whom and on which device the scan was made that let them in. Scan with `direction` `out` whoever leaves and means to come back.',
  example: 'Somebody was let in with it at 2026-11-21T17:12:40.000Z.',
});

export const ticketNotInside = problemType('ticket-not-inside', {
  kind: 'conflict',
  title: 'Nobody is inside with this ticket',
  explanation: 'Only who was let in can leave. To let somebody in, leave `direction` out.',
  example: 'Nobody is inside with it.',
});

export const wrongScreening = problemType('wrong-screening', {
  kind: 'conflict',
  title: 'The ticket is for another screening',
  explanation: '`screening` says which one it is for: film, hall and time.',
  example: 'The ticket is for Heat (1995), Hall 2, 2026-11-21T20:00:00.000Z.',
});

export const checkInTooEarly = problemType('check-in-too-early', {
  kind: 'conflict',
  title: 'The door is not open yet',
  explanation: '`opens_at` says from when on people are let in.',
  example: 'People are let in from 2026-11-21T16:30:00.000Z on.',
});

export const checkInOver = problemType('check-in-over', {
  kind: 'conflict',
  title: 'Nobody is let in any more',
  explanation: 'The screening is over; `closed_at` says since when nobody is let in.',
  example: 'Nobody is let in since 2026-11-21T20:50:00.000Z.',
});

export const ticketForged = problemType('ticket-forged', {
  kind: 'conflict',
  title: 'This is no ticket of ours',
  explanation:
    'The QR was not signed by this cinema: it is another code, or somebody made it or changed it. `GET /tickets/verification-key` has the keys.',
  example: 'The QR was not signed by this cinema.',
});

export const scanOutOfTime = problemType('scan-out-of-time', {
  kind: 'conflict',
  title: 'The scan cannot have been made then',
  explanation: 'Scans are taken for seven days, and not from the future: set the clock of the scanner.',
  example: 'The scan is of 2026-11-28T17:12:40.000Z, which is still to come.',
});

/** Somebody is not let through. */
export class ScanRefusedError extends DomainError {
  constructor(type: ProblemType, detail: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(type, detail, facts);
  }
}
