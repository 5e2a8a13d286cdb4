import type { ScreeningFacts } from '../../theatre/index.js';

const MINUTE = 60_000;

/**
 * Why a seat cannot be given back, for people; undefined where it can (rule 18). What is canceled can always be.
 * @param isUsed whether somebody was let in with its ticket
 * @param closesBefore how long before the beginning it is too late, in milliseconds
 */
export function refundRefusal(
  { status, startsAt }: Pick<ScreeningFacts, 'status' | 'startsAt'>,
  isUsed: boolean,
  closesBefore: number,
  at: Date,
): string | undefined {
  if (isUsed) return 'somebody was let in with its ticket';
  if (status === 'canceled' || startsAt.getTime() - at.getTime() >= closesBefore) return undefined;
  return `seats can be given back until ${closesBefore / MINUTE} minutes before the screening begins`;
}
