import { isDatabaseUnavailable, isStatementTimeout } from '../../../platform/database/index.js';
import { DomainError } from '../../../platform/errors/index.js';

const OUR_FAULT =
  'It could not be made because of a fault of ours, which was recorded. Name its id when you report it.';
const NO_ANSWER = 'A part of the system that it needs did not answer for too long. Ask for it again later.';
const LONGEST = 500;

/** Whether the same work may well succeed a little later. */
export function mayPass(error: unknown): boolean {
  if (error instanceof DomainError) return error.type.kind === 'unavailable';
  return isDatabaseUnavailable(error) || isStatementTimeout(error) || isSystemError(error);
}

/** Why a report failed, in words for people: what a fault of ours says is for the log. */
export function reasonOf(error: unknown): string {
  if (mayPass(error)) return NO_ANSWER;
  return error instanceof DomainError ? error.message.slice(0, LONGEST) : OUR_FAULT;
}

/** A disk or a connection that failed: ENOSPC, ECONNRESET. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
