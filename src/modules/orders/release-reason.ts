/** Why an open order ends without payment. */
export type ReleaseReason =
  'canceled-by-customer' | 'expired' | 'nothing-left' | 'screening-canceled' | 'account-deleted';
