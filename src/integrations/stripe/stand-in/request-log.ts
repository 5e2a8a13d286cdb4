import type { FormFields } from './form-parameters.js';

const ROOM = 1_000;

/** A request to the API. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly idempotency_key: string | null;
  readonly parameters: FormFields;
}

/** The last requests, so that tests can see what was sent. */
export class RequestLog {
  private readonly requests: LoggedRequest[] = [];

  add(request: LoggedRequest): void {
    this.requests.push(request);
    if (this.requests.length > ROOM) this.requests.shift();
  }

  /** The first one first. */
  list(): readonly LoggedRequest[] {
    return this.requests;
  }
}
