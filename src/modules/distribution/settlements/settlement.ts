/** What a closed film week came to, or a correction of it. Amounts in minor units, the share in hundredths of a percent. */
export interface SettlementContent {
  readonly contractId: number;
  readonly week: number;
  /** 0 for the closing; corrections hold what differs from all before them. */
  readonly sequence: number;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly tickets: number;
  readonly gross: number;
  readonly refunds: number;
  readonly tax: number;
  readonly houseCosts: number;
  readonly base: number;
  readonly share: number;
  /** The part of what is due that the guarantee asks for. */
  readonly topUp: number;
  readonly due: number;
  readonly currency: string;
}

export interface Settlement extends SettlementContent {
  readonly id: number;
  readonly closedAt: Date;
  readonly closedBy: number | null;
}

/** The figures of a screening. */
export interface ScreeningTakings {
  readonly screeningId: number;
  readonly tickets: number;
  readonly gross: number;
  readonly refunds: number;
}

/** The figures of a screening in a film week of a contract. */
export interface WeekTakings extends ScreeningTakings {
  readonly contractId: number;
  readonly week: number;
  readonly cinemaId: number;
}
