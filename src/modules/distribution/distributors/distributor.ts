/** What moderators say of a distributor. */
export interface DistributorContent {
  readonly name: string;
  readonly contactName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly taxNumber: string | null;
  /** How many days after the end of a film week it is to be paid. */
  readonly paymentDays: number;
  readonly notes: string | null;
}

export interface Distributor extends DistributorContent {
  readonly id: number;
  /** Rises with every change. */
  readonly version: number;
}
