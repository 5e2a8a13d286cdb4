import { ApiError } from './api-error.js';

/** How an answer goes wrong. */
export const FAULT_KINDS = [
  /** 429 with `retry_after`; nothing was done. */
  'rate_limit',
  /** 500; nothing was done. */
  'error',
  /** 403, as from somebody who blocked the bot. */
  'blocked',
  /** 400, as of a chat that there is not. */
  'not_found',
  /** Hangs up; nothing was done. */
  'drop',
] as const;

/** What goes wrong with the next answers. */
export interface Fault {
  readonly kind: (typeof FAULT_KINDS)[number];
  /** How many answers are left. */
  readonly times: number;
  readonly retry_after: number;
  /** Only of this method, and of this chat. */
  readonly method?: string | undefined;
  readonly chat_id?: number | undefined;
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
  take(method: string, chatId: unknown): Fault | undefined {
    const fault = this.faults.find(
      (each) => (each.method ?? method) === method && String(each.chat_id ?? chatId) === String(chatId),
    );
    if (!fault) return undefined;
    const left = { ...fault, times: fault.times - 1 };
    this.faults = this.faults.flatMap((each) => (each === fault ? (left.times > 0 ? [left] : []) : [each]));
    return fault;
  }
}

/** @throws ApiError as the fault says */
export function fail({ kind, retry_after }: Fault): void {
  switch (kind) {
    case 'rate_limit':
      throw new ApiError(429, `Too Many Requests: retry after ${retry_after}`, { retry_after });
    case 'error':
      throw new ApiError(500, 'Internal Server Error');
    case 'blocked':
      throw blocked();
    case 'not_found':
      throw new ApiError(400, 'Bad Request: chat not found');
    case 'drop':
      break;
  }
}

export function blocked(): ApiError {
  return new ApiError(403, 'Forbidden: bot was blocked by the user');
}
