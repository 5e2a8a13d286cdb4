/** How an answer goes wrong. */
export const FAULT_KINDS = [
  /** Does the work, then lets wait for the answer. */
  'slow',
  /** 500, nothing was done. */
  'error',
  /** 429, nothing was done. */
  'rate_limit',
  /** 402, nothing was done. */
  'refused',
  /** Does the work, then hangs up. */
  'drop',
] as const;

/** What goes wrong with the next answers. */
export interface Fault {
  readonly kind: (typeof FAULT_KINDS)[number];
  /** How many answers are left. */
  readonly times: number;
  /** Of `slow`, in milliseconds. */
  readonly delay_ms: number;
  /** Only requests with this method, and with a path that begins so. */
  readonly method?: string | undefined;
  readonly path?: string | undefined;
}

/** Troubles that tests order. */
export class Faults {
  private faults: Fault[] = [];

  add(fault: Fault): void {
    this.faults.push(fault);
  }

  clear(): void {
    this.faults = [];
  }

  list(): readonly Fault[] {
    return this.faults;
  }

  /** What goes wrong with this request, which then counts. */
  take(method: string, path: string): Fault | undefined {
    const fault = this.faults.find(
      (each) => (each.method ?? method) === method && path.startsWith(each.path ?? ''),
    );
    if (!fault) return undefined;
    const left = { ...fault, times: fault.times - 1 };
    this.faults = this.faults.flatMap((each) => (each === fault ? (left.times > 0 ? [left] : []) : [each]));
    return fault;
  }
}
