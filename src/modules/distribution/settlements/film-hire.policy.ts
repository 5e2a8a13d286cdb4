/** Percentages are kept in hundredths: 60.00% is 6000. */
const WHOLE = 10_000;

/** What a contract takes off before it shares. Amounts in minor units. */
export interface HireTerms {
  /** How much tax prices hold, in hundredths of a percent; 0 where none is taken off. */
  readonly taxPercent: number;
  /** What each cinema keeps for its house, at most what it took. */
  readonly houseCosts: number;
}

/** What a cinema took with a film in a film week. */
export interface CinemaTakings {
  readonly cinemaId: number;
  readonly gross: number;
  readonly refunds: number;
}

/** The part of a cinema in what is shared. */
export interface CinemaBase extends CinemaTakings {
  readonly tax: number;
  readonly houseCosts: number;
  readonly base: number;
}

/** What a film week costs. */
export interface Hire {
  readonly gross: number;
  readonly refunds: number;
  readonly tax: number;
  readonly houseCosts: number;
  /** What is shared. */
  readonly base: number;
  /** The share of it. */
  readonly filmHire: number;
  readonly cinemas: readonly CinemaBase[];
}

/** Rounds a quotient of two integers half up. */
function rounded(numerator: number, denominator: number): number {
  return Math.floor((2 * numerator + denominator) / (2 * denominator));
}

/** What the distributor gets of what cinemas took in a film week. @param share in hundredths of a percent */
export function hireOf(terms: HireTerms, share: number, takings: readonly CinemaTakings[]): Hire {
  const taxes = taxesOf(terms.taxPercent, takings.map(netOf));
  const cinemas = takings.map((one, index): CinemaBase => {
    const tax = taxes[index] ?? 0;
    const afterTax = netOf(one) - tax;
    const houseCosts = Math.min(terms.houseCosts, afterTax);
    return { ...one, tax, houseCosts, base: afterTax - houseCosts };
  });
  const sum = (of: (cinema: CinemaBase) => number): number =>
    cinemas.reduce((total, cinema) => total + of(cinema), 0);
  const base = sum((cinema) => cinema.base);
  return {
    gross: sum(({ gross }) => gross),
    refunds: sum(({ refunds }) => refunds),
    tax: sum(({ tax }) => tax),
    houseCosts: sum(({ houseCosts }) => houseCosts),
    base,
    filmHire: rounded(base * share, WHOLE),
    cinemas,
  };
}

/** What is missing to the guarantee of a term when the film hire of its weeks is added up. */
export function missingTo(guarantee: number, filmHires: number): number {
  return Math.max(0, guarantee - filmHires);
}

/** The tax that all amounts hold together, split over them so that nothing is lost to rounding: the largest remainders get the rest. */
function taxesOf(percent: number, nets: readonly number[]): number[] {
  const whole = WHOLE + percent;
  const total = nets.reduce((sum, net) => sum + net, 0);
  const taxes = nets.map((net) => Math.floor((net * percent) / whole));
  let rest = rounded(total * percent, whole) - taxes.reduce((sum, tax) => sum + tax, 0);
  const byRemainder = [...nets.keys()].toSorted(
    (one, other) => (((nets[other] ?? 0) * percent) % whole) - (((nets[one] ?? 0) * percent) % whole),
  );
  for (const index of byRemainder) {
    if (rest <= 0) break;
    taxes[index] = (taxes[index] ?? 0) + 1;
    rest -= 1;
  }
  return taxes;
}

function netOf({ gross, refunds }: CinemaTakings): number {
  return gross - refunds;
}
