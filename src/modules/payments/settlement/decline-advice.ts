const OTHER_CARD = 'Try another card.';
const ASK_BANK = 'Ask your bank what stands in the way, or try another card.';
const CHECK_INPUT = 'Check what you typed, and try again.';
const LATER = 'Wait a few minutes and try again, or try another card.';

/** The reason that the bank gave → what to try next. Reasons that would warn a thief are answered like unknown ones. */
const ADVICE: Readonly<Record<string, string>> = {
  insufficient_funds: 'There is not enough money on the card. Try another card, or pay once it is topped up.',
  card_velocity_exceeded:
    'The card has reached its limit. Try another card, or ask your bank to raise the limit.',
  withdrawal_count_limit_exceeded:
    'The card has reached its limit. Try another card, or ask your bank to raise the limit.',
  expired_card: 'The card has expired. Try a newer one.',
  incorrect_cvc: `The security code is not right. ${CHECK_INPUT}`,
  invalid_cvc: `The security code is not right. ${CHECK_INPUT}`,
  incorrect_number: `The card number is not right. ${CHECK_INPUT}`,
  invalid_number: `The card number is not right. ${CHECK_INPUT}`,
  invalid_expiry_month: `The expiry date is not right. ${CHECK_INPUT}`,
  invalid_expiry_year: `The expiry date is not right. ${CHECK_INPUT}`,
  incorrect_zip: `The postal code is not the one that the bank knows. ${CHECK_INPUT}`,
  incorrect_address: `The address is not the one that the bank knows. ${CHECK_INPUT}`,
  authentication_required:
    'Your bank wants you to confirm the payment. Try again, and follow the steps of your bank.',
  payment_intent_authentication_failure:
    'The payment was not confirmed with your bank. Try again and follow the steps of your bank, or try another card.',
  approve_with_id: LATER,
  issuer_not_available: `Your bank cannot be reached. ${LATER}`,
  processing_error: `Something went wrong on the way to your bank. ${LATER}`,
  try_again_later: LATER,
  reenter_transaction: LATER,
  card_not_supported: `The card cannot be used for this kind of purchase. ${OTHER_CARD}`,
  currency_not_supported: `The card cannot be used in this currency. ${OTHER_CARD}`,
  transaction_not_allowed: `The card cannot be used for this kind of purchase. ${ASK_BANK}`,
  service_not_allowed: `The card cannot be used for this kind of purchase. ${ASK_BANK}`,
  do_not_honor: `Your bank has declined the payment. ${ASK_BANK}`,
  call_issuer: `Your bank has declined the payment. ${ASK_BANK}`,
  testmode_decline: `This is a test card, and payments are real here. ${OTHER_CARD}`,
};

const UNKNOWN = `Your bank has declined the payment without saying why. ${ASK_BANK}`;

/** What to try next after a payment was declined. */
export function adviceFor(declineCode: string | null): string {
  return (
    (declineCode !== null && Object.hasOwn(ADVICE, declineCode) ? ADVICE[declineCode] : undefined) ?? UNKNOWN
  );
}
