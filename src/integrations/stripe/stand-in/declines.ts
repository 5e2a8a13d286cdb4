import type { Refusal } from './payment-objects.js';

/** What banks say no with, and what the page then tells. */
const MESSAGES: Readonly<Record<string, string>> = {
  generic_decline: 'The bank has declined the card.',
  insufficient_funds: 'There is not enough money on the card.',
  lost_card: 'The bank has declined the card.',
  stolen_card: 'The bank has declined the card.',
  expired_card: 'The card has expired.',
  incorrect_cvc: 'The security code of the card is wrong.',
  processing_error: 'Something went wrong while the card was charged. Try again in a moment.',
  do_not_honor: 'The bank has declined the card.',
  card_not_supported: 'The card cannot be used for this.',
  fraudulent: 'The bank has declined the card.',
};
/** These are codes of their own; all others are reasons of a declined card. */
const OWN_CODES = new Set(['expired_card', 'incorrect_cvc', 'processing_error']);

export const DECLINE_CODES = Object.keys(MESSAGES);

/** @param reason one of `DECLINE_CODES`; anything else is the general one */
export function refusalFor(reason: string): Refusal {
  const declineCode = Object.hasOwn(MESSAGES, reason) ? reason : 'generic_decline';
  return {
    code: OWN_CODES.has(declineCode) ? declineCode : 'card_declined',
    declineCode,
    message: MESSAGES[declineCode] ?? '',
  };
}
