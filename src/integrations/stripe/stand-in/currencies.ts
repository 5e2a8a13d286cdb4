/** What Stripe takes at least for a payment, in minor units; elsewhere about half a dollar. */
const LEAST: Readonly<Record<string, number>> = {
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
  usd: 50,
};
const WITHOUT_MINOR_UNIT = new Set(
  'bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf'.split(' '),
);
const WITH_THREE_DIGITS = new Set('bhd jod kwd omr tnd'.split(' '));
const KNOWN = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()));

/** What can be charged at most, in minor units. */
export const MOST = 99_999_999;

export function isCurrency(code: string): boolean {
  return KNOWN.has(code);
}

/** In minor units. */
export function leastAmount(currency: string): number {
  return LEAST[currency] ?? 50;
}

/** Stripe rounds to ten where there are three digits. */
export function isChargeable(amount: number, currency: string): boolean {
  return !WITH_THREE_DIGITS.has(currency) || amount % 10 === 0;
}

/** For people: `USD 12.99`. */
export function moneyWords(amount: number, currency: string): string {
  const digits = WITHOUT_MINOR_UNIT.has(currency) ? 0 : WITH_THREE_DIGITS.has(currency) ? 3 : 2;
  return `${currency.toUpperCase()} ${(amount / 10 ** digits).toFixed(digits)}`;
}
