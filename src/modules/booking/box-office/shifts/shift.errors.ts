import { DomainError, notFound, problemType } from '../../../../platform/errors/index.js';

export const shiftOpen = problemType('shift-open', {
  kind: 'conflict',
  title: 'You have an open shift',
  explanation:
    'A cashier works in one shift at a time. `shift_id` names the one that is open; count the till and close it first: `POST /box-office/shift/close`.',
  example: 'Your shift 31 is open. Close it before you open another one.',
});

export const noShift = problemType('no-shift', {
  kind: 'conflict',
  title: 'No such shift is open',
  explanation:
    'There is nothing to close: the shift was closed already, or none was opened. `GET /box-office/sales?shift_id=` shows what was sold in one that is closed.',
  example: 'You have no open shift.',
});

/** A second shift is to be opened beside one that is open. */
export class ShiftOpenError extends DomainError {
  constructor(shiftId: number) {
    super(shiftOpen, `Your shift ${shiftId} is open. Close it before you open another one.`, {
      shift_id: shiftId,
    });
  }
}

/** No shift is open that could be closed. */
export class NoShiftError extends DomainError {
  /** @param closedId the shift that was named, where one was */
  constructor(closedId?: number) {
    super(noShift, closedId === undefined ? noShift.example : `Shift ${closedId} is closed already.`);
  }
}

/** No shift is open that could be shown. */
export class NoShiftToShowError extends DomainError {
  constructor() {
    super(notFound, 'You have no open shift. Your first sale opens one, or `POST /box-office/shift`.');
  }
}
